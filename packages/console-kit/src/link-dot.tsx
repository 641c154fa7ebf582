import { useKitWords } from './use-kit-words.ts';

export type LinkState = 'connected' | 'silent' | 'cut' | 'never';

/** 链路状态: full dot, hollow dot, broken dot; never colour alone. */
export const LinkDot = ({ state, size = 12 }: { readonly state: LinkState; readonly size?: number }) => {
  const t = useKitWords();
  const label = t(`link.${state}`);
  return (
    <svg className="ld-link-dot" data-state={state} width={size} height={size} viewBox="0 0 12 12" role="img">
      <title>{label}</title>
      {state === 'connected' && <circle cx="6" cy="6" r="4" />}
      {state === 'silent' && <circle cx="6" cy="6" r="4" strokeDasharray="2.2 1.6" />}
      {state === 'never' && <circle cx="6" cy="6" r="4" />}
      {state === 'cut' && <path d="M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5" />}
    </svg>
  );
};
