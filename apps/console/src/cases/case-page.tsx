import { Link, useParams } from '@tanstack/react-router';
import { useCase } from '../api/queries.ts';
import { Asked } from '../shell/asked.tsx';
import { useT } from '../words/use-t.ts';
import { CaseBody } from './case-panel.tsx';

/** 案件 as a page of its own. */
export const CasePage = () => {
  const t = useT();
  const { id } = useParams({ from: '/cases/$id' });
  const asked = useCase(id);
  return (
    <div className="page">
      <h1 className="visually-hidden">{t('desk.cases')}</h1>
      <Link to="/" search={{ case: id }} className="back">
        ‹ {t('nav.desk')}
      </Link>
      <Asked asked={asked}>{(one) => <CaseBody one={one} wide />}</Asked>
    </div>
  );
};
