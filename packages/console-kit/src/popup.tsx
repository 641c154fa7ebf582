import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

export type PopupProps = {
  /** What the button shows. */
  readonly button: ReactNode;
  readonly label: string;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly className?: string;
  readonly testId?: string;
  readonly kind?: 'dialog' | 'menu';
};

/** A button with a small panel below it; Esc and a click elsewhere close it. */
export const Popup = ({ button, label, children, className = '', testId, kind = 'dialog' }: PopupProps) => {
  const [open, setOpen] = useState(false);
  const holder = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const outside = (event: globalThis.PointerEvent): void => {
      if (event.target instanceof Node && holder.current?.contains(event.target) === false) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const close = (): void => {
    setOpen(false);
    trigger.current?.focus();
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes from anywhere inside
    <div className="ld-popup" ref={holder} onKeyDown={key}>
      <button
        ref={trigger}
        type="button"
        className={`ld-button text ${className}`}
        aria-haspopup={kind}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        data-testid={testId}
        onClick={() => setOpen(!open)}
      >
        <span className="ld-hidden">{label}</span>
        {button}
      </button>
      {open && (
        <div className="ld-popup-panel" id={id} {...(kind === 'dialog' ? { role: 'dialog', 'aria-label': label } : {})}>
          {typeof children === 'function' ? children(close) : children}
        </div>
      )}
    </div>
  );
};

export type MenuItem = {
  readonly key: string;
  readonly label: ReactNode;
  readonly chosen?: boolean;
  readonly onChoose: () => void;
};

export type MenuProps = Omit<PopupProps, 'children' | 'kind'> & {
  readonly items: readonly MenuItem[];
  readonly head?: ReactNode;
};

const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
  const items: HTMLElement[] = [...event.currentTarget.querySelectorAll('button')];
  const at = document.activeElement instanceof HTMLElement ? items.indexOf(document.activeElement) : -1;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  items[(at + step + items.length) % items.length]?.focus();
};

/** A list of commands below a button. */
export const Menu = ({ items, head, ...popup }: MenuProps) => (
  <Popup {...popup} kind="menu">
    {(close) => (
      <>
        {head !== undefined && <div className="ld-menu-head">{head}</div>}
        <div className="ld-menu" role="menu" tabIndex={-1} aria-label={popup.label} onKeyDown={moveFocus}>
          {items.map((item, index) => (
            <button
              key={item.key}
              type="button"
              {...(item.chosen === undefined
                ? { role: 'menuitem' }
                : { role: 'menuitemradio', 'aria-checked': item.chosen })}
              // biome-ignore lint/a11y/noAutofocus: a menu takes the focus when it opens
              autoFocus={item.chosen ?? index === 0}
              data-testid={`menu-${item.key}`}
              onClick={() => {
                close();
                item.onChoose();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      </>
    )}
  </Popup>
);
