import { useSay } from '@liandong/console-kit';
import type { ImportFile } from '@liandong/contract';
import { Progress } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { useUpload } from '../api/import-queries.ts';
import { useT } from '../words/use-t.ts';

/** Step 1: a file, dropped or chosen. */
export const UploadStep = ({ onDone }: { readonly onDone: (file: ImportFile) => void }) => {
  const t = useT();
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { share, refusal, failed, send } = useUpload(onDone);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) send(file);
  };
  return (
    <section
      className="import-drop"
      data-over={over}
      aria-label={t('import.new')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>
        {t('import.drop')}{' '}
        <button type="button" className="ld-button primary" onClick={() => input.current?.click()}>
          {t('import.choose')}
        </button>
      </p>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        aria-label={t('import.choose')}
        tabIndex={-1}
        data-testid="import-file"
        accept=".xlsx,.csv,.txt,.tsv,.json,.geojson,.gz,.pbf,.hgt,.zip,.asc"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) send(file);
          event.target.value = '';
        }}
      />
      <p className="quiet">{t('import.kinds')}</p>
      {share !== undefined && (
        <div className="import-progress" role="status">
          {t('import.uploading', { percent: Math.floor(share * 100) })}
          <Progress percent={Math.floor(share * 100)} showInfo={false} size="small" aria-hidden />
        </div>
      )}
      {refusal !== undefined && (
        <p role="alert" className="import-refusal">
          {say(refusal.texts)}
        </p>
      )}
      {failed && (
        <p role="alert" className="import-refusal">
          {t('import.uploadFailed')}
        </p>
      )}
    </section>
  );
};
