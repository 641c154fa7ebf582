import { Link } from '@tanstack/react-router';
import { useT } from '../words/use-t.ts';

export const NotFound = () => {
  const t = useT();
  return (
    <div className="refused">
      <p>{t('common.notFound')}</p>
      <Link to="/" className="ld-button">
        {t('nav.desk')}
      </Link>
    </div>
  );
};
