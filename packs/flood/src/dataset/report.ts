/** What a file of the data set gave: rows taken, rows refused and why, rows taken with a remark. */
export type RowNote = { readonly row: number; readonly code: string; readonly key: string; readonly text: string };

export type DatasetReport = {
  readonly read: number;
  readonly taken: number;
  readonly refused: readonly RowNote[];
  readonly remarks: readonly RowNote[];
};

/** A row that cannot be used; kept out with its reason. */
export class RowRefusal extends Error {
  readonly code: string;
  constructor(code: string, text: string) {
    super(text);
    this.code = code;
  }
}
