import { useFormat, useSay } from '@liandong/console-kit';
import type { ImportField, ImportFile, ImportTable, ImportTargetId, ImportTargetView } from '@liandong/contract';
import { type Datum, datums } from '@liandong/words';
import { Input, Select, Table } from 'antd';
import { useImportTargets, useTable } from '../api/import-queries.ts';
import { Refused } from '../shell/asked.tsx';
import { useT } from '../words/use-t.ts';
import { Labelled } from './labelled.tsx';

/** What a person chose for one file. */
export type ImportChoice = {
  readonly target?: ImportTargetId | undefined;
  readonly sheet?: string | undefined;
  readonly headerRows?: string | undefined;
  readonly datum?: Datum | undefined;
  /** Field → column; undefined: as the node suggests. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  readonly settings: Readonly<Record<string, string>>;
};

type Props = {
  readonly file: ImportFile;
  readonly choice: ImportChoice;
  readonly onChange: (choice: ImportChoice) => void;
};

const isTable = ({ format }: ImportFile): boolean => format !== 'osm-pbf' && format !== 'elevation';

/** The table and the target as they are now: what the person chose, or else what the node suggests. */
export const useMapping = (file: ImportFile, choice: ImportChoice) => {
  const { data: targets = [] } = useImportTargets();
  const fitting = targets.filter(({ formats }) => formats.includes(file.format));
  const { sheet, headerRows, target } = choice;
  const table = useTable(file.id, { sheet, headerRows, target }, isTable(file));
  const usual = isTable(file) ? table.data?.suggestion.target : fitting[0]?.id;
  const chosen = fitting.find(({ id }) => id === (target ?? usual));
  const columns = choice.columns ?? table.data?.suggestion.columns ?? {};
  return { fitting, table, chosen, columns };
};

/** What is still missing before the file can be judged. */
export const missingOf = (
  chosen: ImportTargetView | undefined,
  columns: Readonly<Record<string, string>>,
  choice: ImportChoice,
): readonly string[] => {
  if (chosen === undefined) return ['target'];
  const fields = chosen.fields.filter(({ required, key }) => required && columns[key] === undefined);
  const datum = chosen.needsDatum && choice.datum === undefined ? ['datum'] : [];
  return [...fields.map(({ key }) => key), ...datum];
};

const FieldTable = ({
  table,
  target,
  columns,
  onChange,
}: {
  readonly table: ImportTable;
  readonly target: ImportTargetView;
  readonly columns: Readonly<Record<string, string>>;
  readonly onChange: (columns: Readonly<Record<string, string>>) => void;
}) => {
  const t = useT();
  const say = useSay();
  const options = table.columns.map(({ key, title }) => ({ value: key, label: title === '' ? key : title }));
  const set = (field: string, column: string | undefined): void => {
    const { [field]: _, ...others } = columns;
    onChange(column === undefined ? others : { ...others, [field]: column });
  };
  const samplesOf = (field: string): string => {
    const column = table.columns.find(({ key }) => key === columns[field]);
    return column?.samples.slice(0, 3).join(' · ') ?? '';
  };
  return (
    <Table<ImportField>
      rowKey="key"
      size="small"
      pagination={false}
      dataSource={[...target.fields]}
      columns={[
        {
          title: t('import.field'),
          width: 210,
          render: (_, field) => (
            <span className={field.required ? 'import-required' : ''}>
              {say(field.name)}
              {field.required && <span aria-hidden="true"> *</span>}
            </span>
          ),
        },
        {
          title: t('import.column'),
          width: 300,
          render: (_, field) => (
            <Select
              className="import-column"
              aria-label={say(field.name)}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('import.unmapped')}
              options={options}
              value={columns[field.key] ?? null}
              onChange={(column: string | null | undefined) => set(field.key, column ?? undefined)}
            />
          ),
        },
        { title: t('import.samples'), render: (_, field) => <span className="quiet">{samplesOf(field.key)}</span> },
      ]}
    />
  );
};

const Choices = ({ file, choice, onChange }: Props) => {
  const t = useT();
  const say = useSay();
  const { fitting, table, chosen } = useMapping(file, choice);
  return (
    <div className="import-choices">
      <Labelled name={t('import.target')}>
        {(id) => (
          <Select
            id={id}
            data-testid="import-target"
            value={chosen?.id ?? null}
            options={fitting.map(({ id, name, allowed }) => ({
              value: id,
              label: allowed ? say(name) : `${say(name)} · ${t('import.notAllowed')}`,
              disabled: !allowed,
            }))}
            onChange={(target: ImportTargetId) => onChange({ ...choice, target, columns: undefined })}
          />
        )}
      </Labelled>
      {(table.data?.sheets.length ?? 0) > 1 && (
        <Labelled name={t('import.sheet')}>
          {(id) => (
            <Select
              id={id}
              value={table.data?.sheet ?? null}
              options={table.data?.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
              onChange={(sheet: string) => onChange({ ...choice, sheet, headerRows: undefined, columns: undefined })}
            />
          )}
        </Labelled>
      )}
      {(file.format === 'xlsx' || file.format === 'csv') && (
        <Labelled name={t('import.headerRows')}>
          {(id) => (
            <Input
              id={id}
              placeholder={t('import.headerHint')}
              key={`${table.data?.sheet}/${table.data?.headerRows.join(',')}`}
              defaultValue={table.data?.headerRows.join(',')}
              onBlur={({ target }) => {
                const headerRows = target.value.replaceAll('，', ',').trim();
                if (/^\d+(\s*,\s*\d+)*$/.test(headerRows) && headerRows !== table.data?.headerRows.join(','))
                  onChange({ ...choice, headerRows, columns: undefined });
              }}
            />
          )}
        </Labelled>
      )}
      {chosen?.needsDatum === true && (
        <Labelled name={t('import.datum')}>
          {(id) => (
            <Select
              id={id}
              data-testid="import-datum"
              placeholder={t('import.datumNeeded')}
              value={choice.datum ?? null}
              status={choice.datum === undefined ? 'warning' : ''}
              options={datums.map((datum) => ({ value: datum, label: datum }))}
              onChange={(datum: Datum) => onChange({ ...choice, datum })}
            />
          )}
        </Labelled>
      )}
    </div>
  );
};

const Settings = ({ chosen, choice, onChange }: Omit<Props, 'file'> & { readonly chosen: ImportTargetView }) => {
  const t = useT();
  const say = useSay();
  if (chosen.settings.length === 0) return null;
  return (
    <fieldset className="import-settings" aria-label={t('import.settings')}>
      {chosen.settings.map(({ key, name, hints }) => (
        <Labelled key={key} name={say(name)}>
          {(id) => (
            <Input
              id={id}
              placeholder={hints.filter((hint) => !Object.values(name).includes(hint)).join(' · ')}
              value={choice.settings[key] ?? ''}
              onChange={({ target }) => {
                const { [key]: _, ...others } = choice.settings;
                onChange({ ...choice, settings: target.value === '' ? others : { ...others, [key]: target.value } });
              }}
            />
          )}
        </Labelled>
      ))}
    </fieldset>
  );
};

/** Step 2: what the file becomes, and which column is which field. */
export const MappingStep = ({ file, choice, onChange }: Props) => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { table, chosen, columns } = useMapping(file, choice);
  return (
    <>
      {file.knownAs !== undefined && (
        <p className="import-note">
          {t('import.known', { time: format.dateTime(file.knownAs.at), name: file.knownAs.fileName })}
        </p>
      )}
      <Choices file={file} choice={choice} onChange={onChange} />
      {chosen?.needsDatum === true && <p className="quiet import-why">{t('import.datumWhy')}</p>}
      {table.error !== null && <Refused asked={table} />}
      {table.data?.warnings.map(({ code, text }) => (
        <p key={code} className="import-note" data-code={code}>
          {say(text)}
        </p>
      ))}
      {chosen !== undefined && <Settings chosen={chosen} choice={choice} onChange={onChange} />}
      {table.data !== undefined && chosen !== undefined && (
        <>
          <p className="quiet import-rows">{t('import.rows', { count: table.data.rows })}</p>
          <FieldTable
            table={table.data}
            target={chosen}
            columns={columns}
            onChange={(next) => onChange({ ...choice, columns: next })}
          />
        </>
      )}
    </>
  );
};
