import { useT } from '../words/use-t.ts';
import { Icon } from './icons.tsx';

export const CloseButton = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT();
  return (
    <button
      type="button"
      className="ld-button text square"
      aria-label={t('common.close')}
      onClick={onClose}
      data-testid="close"
    >
      <Icon name="close" size={17} />
    </button>
  );
};
