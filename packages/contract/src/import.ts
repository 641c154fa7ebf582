import { type Static, Type } from 'typebox';
import { defineRoute } from './route.ts';
import { ActorShape, DatumShape, Id, IdParams, Nothing, OneOf, Shape, Time, WordsShape } from './schemas.ts';

/** What a file can become: rows of a room, or ground under the map. */
export const importTargets = ['jurisdictions', 'terminals', 'organisations', 'assets', 'basemap', 'elevation'] as const;
export type ImportTargetId = (typeof importTargets)[number];
export const ImportTargetId = OneOf(importTargets);

export const importFormats = ['csv', 'xlsx', 'geojson', 'json', 'osm-pbf', 'elevation'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** A file that was brought here; it is kept until its imports are undone or it is removed. */
export const ImportFileShape = Shape({
  id: Id,
  name: Type.String(),
  bytes: Type.Integer(),
  sha256: Type.String(),
  format: OneOf(importFormats),
  uploadedAt: Time,
  /** The same bytes were imported before, perhaps under another name. */
  knownAs: Type.Optional(Shape({ importId: Id, fileName: Type.String(), at: Time })),
});
export type ImportFile = Static<typeof ImportFileShape>;

/** One column of a table: its letter or member is the key, the header its title. */
export const TableColumnShape = Shape({
  key: Type.String(),
  title: Type.String(),
  samples: Type.Array(Type.String()),
  filled: Type.Integer(),
});

/** Something about the table that a person should know before importing, e.g. `import.merged-cells`. */
export const TableWarningShape = Shape({ code: Type.String(), text: WordsShape });

export const ImportTableShape = Shape({
  sheets: Type.Array(Type.String()),
  sheet: Type.String(),
  /** Lines of the header, counted from 1; several when the header has several lines. */
  headerRows: Type.Array(Type.Integer()),
  columns: Type.Array(TableColumnShape),
  rows: Type.Integer(),
  /** Rows carry geometry of their own (GeoJSON). */
  hasGeometry: Type.Boolean(),
  warnings: Type.Array(TableWarningShape),
  suggestion: Shape({
    target: Type.Optional(ImportTargetId),
    columns: Type.Record(Type.String(), Type.String()),
  }),
});
export type ImportTable = Static<typeof ImportTableShape>;

/** A field of a target that a column can be mapped to. */
export const ImportFieldShape = Shape({
  key: Type.String(),
  name: WordsShape,
  required: Type.Boolean(),
  kind: OneOf(['text', 'number', 'date', 'boolean', 'words', 'geometry']),
  /** Headers that usually mean this field, for the suggestion. */
  hints: Type.Array(Type.String()),
});
export type ImportField = Static<typeof ImportFieldShape>;

export const ImportTargetShape = Shape({
  id: ImportTargetId,
  name: WordsShape,
  /** Without it the signed-in person can look but not import. */
  allowed: Type.Boolean(),
  formats: Type.Array(OneOf(importFormats)),
  needsDatum: Type.Boolean(),
  fields: Type.Array(ImportFieldShape),
  /** Switches of this target, as fields with the same value for the whole file. */
  settings: Type.Array(ImportFieldShape),
});
export type ImportTargetView = Static<typeof ImportTargetShape>;

export const RefusedRowShape = Shape({
  row: Type.Integer({ description: 'line of the sheet or number of the feature, from 1' }),
  key: Type.Optional(Type.String()),
  code: Type.String(),
  text: WordsShape,
});
export type RefusedRow = Static<typeof RefusedRowShape>;

/** One import (数据导入): judged only (dry run), or carried out, perhaps undone since. */
export const ImportShape = Shape({
  id: Id,
  target: ImportTargetId,
  file: ImportFileShape,
  datum: Type.Optional(DatumShape),
  columns: Type.Record(Type.String(), Type.String()),
  settings: Type.Record(Type.String(), Type.String()),
  dryRun: Type.Boolean(),
  state: OneOf(['running', 'done', 'failed', 'undone']),
  /** 0 … 1 while it runs. */
  share: Type.Number(),
  phase: Type.Optional(Type.String()),
  read: Type.Integer(),
  taken: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  passedOver: Type.Integer({ description: 'left out by a setting, e.g. other cities of a national list' }),
  refusedCount: Type.Integer(),
  /** The first hundred; all of them in the file of errors. */
  refused: Type.Array(RefusedRowShape),
  /** Why the whole import failed. */
  failure: Type.Optional(Shape({ code: Type.String(), text: WordsShape })),
  by: ActorShape,
  startedAt: Time,
  finishedAt: Type.Optional(Time),
  undoneAt: Type.Optional(Time),
  /** Rows that an undo left alone, because something else had changed or used them since. */
  undoRefused: Type.Array(RefusedRowShape),
});
export type ImportView = Static<typeof ImportShape>;

export const ImportOrder = Shape({
  fileId: Id,
  target: ImportTargetId,
  sheet: Type.Optional(Type.String()),
  headerRows: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }))),
  datum: Type.Optional(DatumShape),
  /** Field → key or title of a column; `=text` is the same text for every row. */
  columns: Type.Optional(Type.Record(Type.String(), Type.String())),
  settings: Type.Optional(Type.Record(Type.String(), Type.String())),
  dryRun: Type.Optional(Type.Boolean()),
});
export type ImportOrder = Static<typeof ImportOrder>;

const giB = 1024 * 1024 * 1024;

export const importRoutes = {
  upload: defineRoute({
    method: 'POST',
    path: '/api/v1/imports/files',
    access: 'data.import',
    tag: 'imports',
    summary: 'Bring a file here (plain bytes); a table may have 64 MiB, an OpenStreetMap extract 2 GiB',
    bodyLimit: 2 * giB,
    upload: true,
    query: Shape({ name: Type.String({ minLength: 1, maxLength: 200 }) }),
    response: ImportFileShape,
  }),
  table: defineRoute({
    method: 'GET',
    path: '/api/v1/imports/files/:id/table',
    access: 'data.import',
    tag: 'imports',
    summary: 'What is in the table: sheets, header, columns with samples, warnings, a suggestion',
    params: IdParams,
    query: Shape({
      sheet: Type.Optional(Type.String()),
      headerRows: Type.Optional(Type.String({ description: 'lines of the header, e.g. `2,3`' })),
      target: Type.Optional(ImportTargetId),
    }),
    response: ImportTableShape,
  }),
  targets: defineRoute({
    method: 'GET',
    path: '/api/v1/imports/targets',
    access: 'data.import',
    tag: 'imports',
    summary: 'What files can become, with their fields',
    response: Type.Array(ImportTargetShape),
  }),
  start: defineRoute({
    method: 'POST',
    path: '/api/v1/imports',
    access: 'data.import',
    tag: 'imports',
    summary: 'Judge a file row by row (dryRun), or import it; can be repeated without doubling',
    body: ImportOrder,
    response: ImportShape,
  }),
  list: defineRoute({
    method: 'GET',
    path: '/api/v1/imports',
    access: 'data.import',
    tag: 'imports',
    summary: 'Imports of this node, newest first',
    response: Type.Array(ImportShape),
  }),
  one: defineRoute({
    method: 'GET',
    path: '/api/v1/imports/:id',
    access: 'data.import',
    tag: 'imports',
    summary: 'One import with its report',
    params: IdParams,
    response: ImportShape,
  }),
  preview: defineRoute({
    method: 'GET',
    path: '/api/v1/imports/:id/preview',
    access: 'data.import',
    tag: 'imports',
    summary: 'Places of up to 2000 rows as GeoJSON in WGS-84, with `row`, `label` and `outcome`',
    params: IdParams,
    response: Nothing,
  }),
  errors: defineRoute({
    method: 'GET',
    path: '/api/v1/imports/:id/errors',
    access: 'data.import',
    tag: 'imports',
    summary: 'Refused rows with their reasons as CSV (UTF-8 with byte order mark)',
    params: IdParams,
    query: Shape({ language: Type.Optional(OneOf(['zh-Hans', 'zh-Hant', 'en'])) }),
    response: Nothing,
  }),
  undo: defineRoute({
    method: 'POST',
    path: '/api/v1/imports/:id/undo',
    access: 'data.import',
    tag: 'imports',
    summary: 'Take an import back, row by row; what has changed or is in use since stays and is told',
    params: IdParams,
    response: ImportShape,
  }),
} as const;
