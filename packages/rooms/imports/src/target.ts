import type { ImportField, ImportFormat, ImportTargetId } from '@liandong/contract';
import type { Right } from '@liandong/laws';
import type { Work } from '@liandong/platform';
import type { ActContext, Datum, Json, Refusal, Words } from '@liandong/words';

/** One line of a table or one feature, with columns already turned into the target's fields. */
export type ImportRow = {
  /** Line of the sheet or number of the feature, from 1: what a person looks up in the file. */
  readonly row: number;
  /** Texts are trimmed; an empty cell is absent. Numbers, booleans and dates (`YYYY-MM-DD…`) as the file has them. */
  readonly values: Readonly<Record<string, unknown>>;
  /** GeoJSON geometry as it came, in the file's datum. */
  readonly geometry?: unknown;
  /** Title → text of columns that no field took; only for a target that keeps the rest. */
  readonly rest?: Readonly<Record<string, string>>;
};

/** What one row did to one object; `before` is null when the object is new. Undo compares with `after`. */
export type RowChange = {
  readonly row: number;
  readonly key: string;
  readonly before: Json;
  readonly after: Json;
};

export type RowRefusal = { readonly row: number; readonly key?: string | undefined; readonly refusal: Refusal };

export type RowOutcome = 'taken' | 'changed' | 'unchanged' | 'refused';

/** GeoJSON geometry in WGS-84. */
export type PreviewGeometry = { readonly type: string; readonly coordinates: unknown };

/** Where a row lies. */
export type RowPreview = {
  readonly row: number;
  readonly label: string;
  readonly outcome: RowOutcome;
  readonly geometry: PreviewGeometry;
};

/** Every row is in one of the counts; `changes` has one entry for each row that is taken or changed. */
export type ImportOutcome = {
  readonly taken: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows that a setting leaves out, e.g. other cities of a national list: neither taken nor wrong. */
  readonly passedOver?: number;
  readonly refused: readonly RowRefusal[];
  /** May be cut short; the room shows the first `maxPreview`. */
  readonly preview: readonly RowPreview[];
  readonly changes: readonly RowChange[];
};

/** More are not looked at. */
export const maxPreview = 2000;

export type ImportRun = {
  readonly importId: string;
  readonly context: ActContext;
  readonly rows: readonly ImportRow[];
  /** Given whenever the target needs one. */
  readonly datum: Datum | undefined;
  readonly settings: Readonly<Record<string, string>>;
  /** Judge everything, write nothing, keep nothing. */
  readonly dryRun: boolean;
  /** Whether the importer may put something into this jurisdiction (root … self). */
  may(jurisdictionPath: readonly string[]): boolean;
  /**
   * Called once inside the write transaction of the target, which must be on the node's own database: the objects and
   * the report with all that an undo needs are committed together. Not called when nothing changes.
   */
  keep(work: Work, outcome: ImportOutcome): Promise<void>;
};

export type UndoOutcome = { readonly undone: readonly RowChange[]; readonly refused: readonly RowRefusal[] };

export type UndoRun = {
  readonly importId: string;
  readonly context: ActContext;
  /** In the order in which they were made. */
  readonly changes: readonly RowChange[];
  may(jurisdictionPath: readonly string[]): boolean;
  /** As in a run. Not called when nothing can be undone. */
  keep(work: Work, outcome: UndoOutcome): Promise<void>;
};

type About = {
  readonly name: Words;
  /** Which right the importer needs, beside `data.import`. */
  readonly right: Right;
  readonly formats: readonly ImportFormat[];
  /** One value for the whole file, always text. */
  readonly settings: readonly ImportField[];
};

/** A room that takes rows (导入目标). All of a run is one transaction: all rows that are not refused, or none. */
export type ImportTarget = About & {
  readonly id: Exclude<ImportTargetId, 'basemap' | 'elevation'>;
  /** Rows have places, so that the datum of the file must be told. */
  readonly needsDatum: boolean;
  readonly fields: readonly ImportField[];
  /** Wants the columns that no field took. */
  readonly keepsRest?: boolean;
  /** @throws Refusal when the file as a whole cannot be taken */
  run(order: ImportRun): Promise<ImportOutcome>;
  /** Restores `before`, or removes, where the object still equals `after` and nothing uses it; the rest is refused. */
  undo(order: UndoRun): Promise<UndoOutcome>;
};

export type GroundRun = {
  readonly importId: string;
  readonly context: ActContext;
  /** The uploaded file; it stays there while the import is not undone. */
  readonly path: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  /** @param share 0 … 1 */
  onProgress(share: number, phase: string): void;
};

/** Ground under the map; runs in the background. */
export type GroundImport = About & {
  readonly id: 'basemap' | 'elevation';
  /** @throws Refusal when the file cannot be taken; nothing of it is used then */
  run(order: GroundRun): Promise<{ readonly read: number; readonly taken: number }>;
  /** Puts back what was under the map before. */
  undo(order: { readonly importId: string; readonly context: ActContext; readonly sha256: string }): Promise<void>;
};
