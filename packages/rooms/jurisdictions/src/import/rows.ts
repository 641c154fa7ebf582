/** One line of a table or one feature, with its columns turned into our members. */
export type JurisdictionRow = {
  /** Line or number of the feature, from 1; 0 for one that stands in no file. */
  readonly row: number;
  /** `code parentCode parentName tier name nameHant nameEn aliases functional`, as the file has them. */
  readonly values: Readonly<Record<string, unknown>>;
  /** GeoJSON geometry in the file's datum; undefined when there is none. */
  readonly geometry?: unknown;
};
