import { useSay } from '@liandong/console-kit';
import type { ImportFile, ImportOrder, ImportView } from '@liandong/contract';
import { Steps } from 'antd';
import { useState } from 'react';
import { refusalWords } from '../api/client.ts';
import { useImport, useStartImport } from '../api/import-queries.ts';
import { useT } from '../words/use-t.ts';
import { ImportReport } from './import-report.tsx';
import { type ImportChoice, MappingStep, missingOf, useMapping } from './mapping-step.tsx';
import { UploadStep } from './upload-step.tsx';

const steps = ['file', 'columns', 'judge', 'done'] as const;
type Step = (typeof steps)[number];

const orderOf = (
  file: ImportFile,
  choice: ImportChoice,
  mapping: ReturnType<typeof useMapping>,
  dryRun: boolean,
): ImportOrder | undefined => {
  if (mapping.chosen === undefined) return undefined;
  const { sheet, datum, headerRows } = choice;
  return {
    fileId: file.id,
    target: mapping.chosen.id,
    columns: { ...mapping.columns },
    settings: { ...choice.settings },
    dryRun,
    ...(sheet === undefined ? {} : { sheet }),
    ...(datum === undefined ? {} : { datum }),
    ...(headerRows === undefined ? {} : { headerRows: headerRows.split(',').map(Number) }),
  };
};

type Chosen = { readonly file: ImportFile; readonly choice: ImportChoice };

const Work = ({
  chosen: { file, choice },
  onChoice,
  onLeave,
}: {
  readonly chosen: Chosen;
  readonly onChoice: (choice: ImportChoice) => void;
  readonly onLeave: () => void;
}) => {
  const t = useT();
  const say = useSay();
  const mapping = useMapping(file, choice);
  const start = useStartImport();
  const [step, setStep] = useState<Step>('columns');
  const [begun, setBegun] = useState<ImportView>();
  const { data: followed } = useImport(begun?.id);
  const shown = followed ?? begun;
  const missing = missingOf(mapping.chosen, mapping.columns, choice);
  const send = (dryRun: boolean): void => {
    const order = orderOf(file, choice, mapping, dryRun);
    if (order === undefined) return;
    start.mutate(order, {
      onSuccess: (one) => {
        setBegun(one);
        setStep(dryRun ? 'judge' : 'done');
      },
    });
  };
  const refusal = start.error === null ? undefined : refusalWords(start.error);
  return (
    <>
      <Steps
        size="small"
        className="import-steps"
        current={steps.indexOf(step)}
        items={steps.map((one) => ({ title: t(`import.step.${one}`) }))}
      />
      <p className="import-filename">{file.name}</p>
      {step === 'columns' && <MappingStep file={file} choice={choice} onChange={onChoice} />}
      {step !== 'columns' && shown !== undefined && <ImportReport one={shown} />}
      {start.error !== null && (
        <p role="alert" className="import-refusal">
          {refusal === undefined ? t('common.failed') : say(refusal)}
        </p>
      )}
      <div className="import-acts">
        {step === 'columns' && (
          <>
            <button type="button" className="ld-button" onClick={onLeave}>
              {t('import.back')}
            </button>
            <button
              type="button"
              className="ld-button primary"
              data-testid="import-judge"
              disabled={missing.length > 0 || start.isPending}
              onClick={() => send(true)}
            >
              {t('import.judge')}
            </button>
          </>
        )}
        {step === 'judge' && (
          <>
            <button type="button" className="ld-button" onClick={() => setStep('columns')}>
              {t('import.back')}
            </button>
            <button
              type="button"
              className="ld-button primary"
              data-testid="import-go"
              disabled={start.isPending || shown?.state !== 'done'}
              onClick={() => send(false)}
            >
              {t('import.go')}
            </button>
          </>
        )}
        {step === 'done' && (
          <button type="button" className="ld-button primary" data-testid="import-again" onClick={onLeave}>
            {t('import.again')}
          </button>
        )}
      </div>
    </>
  );
};

/** 导入向导: file, columns, dry run with a look at the map, import. */
export const ImportWizard = () => {
  const t = useT();
  const [chosen, setChosen] = useState<Chosen>();
  return (
    <section className="sheet import-wizard">
      <h2>{t('import.new')}</h2>
      {chosen === undefined ? (
        <UploadStep onDone={(file) => setChosen({ file, choice: { settings: {} } })} />
      ) : (
        <Work
          key={chosen.file.id}
          chosen={chosen}
          onChoice={(choice) => setChosen({ ...chosen, choice })}
          onLeave={() => setChosen(undefined)}
        />
      )}
    </section>
  );
};
