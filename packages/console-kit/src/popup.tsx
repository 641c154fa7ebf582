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
        aria-label={label}
        data-testid={testId}
        onClick={() => setOpen(!open)}
      >
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

const moveFocus = (event: KeyboardEvent<HTMLUListElement>): void => {
  const items = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button')];
  const at = items.findIndex((item) => item === document.activeElement);
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
        <ul className="ld-menu" role="menu" aria-label={popup.label} onKeyDown={moveFocus}>
          {items.map((item, index) => (
            <li key={item.key} role="none">
              <button
                type="button"
                role={item.chosen === undefined ? 'menuitem' : 'menuitemradio'}
                aria-checked={item.chosen}
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
            </li>
          ))}
        </ul>
      </>
    )}
  </Popup>
);
