import { useSay } from '@liandong/console-kit';
import type { Found } from '@liandong/contract';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { useFound } from '../api/search-queries.ts';
import { lastCamera } from '../desk/last-camera.ts';
import { keyFor, useT } from '../words/use-t.ts';
import { closeCommandBar } from './command-store.ts';
import { matchingCommands } from './commands.ts';
import { targetOf } from './found-target.ts';
import { useCommands } from './use-commands.ts';

type Row = {
  readonly id: string;
  readonly group: string;
  readonly text: string;
  readonly detail?: string | undefined;
  readonly run: () => void;
};

const mostCommands = 8;
const restMs = 120;

/** A text that rests for a moment: not every letter asks the node. */
const useRested = (text: string): string => {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return useDeferredValue(rested);
};

const useFoundRows = (text: string): readonly Row[] => {
  const t = useT();
  const say = useSay();
  const navigate = useNavigate();
  const { data: found = [] } = useFound(text, lastCamera());
  const nameOf = (one: Found): string => (one.names === undefined ? one.name : say(one.names));
  return text === ''
    ? []
    : found.map((one) => ({
        id: `${one.kind}-${one.id}`,
        group: t(keyFor('found', one.kind) ?? 'found.place'),
        text: nameOf(one),
        detail: one.detail,
        run: () => void navigate({ to: '/', search: targetOf(one, nameOf(one)) }),
      }));
};

/** What is typed after `/` is a command; without it things are searched and fitting commands stand below. */
const useRows = (typed: string): { readonly rows: readonly Row[]; readonly isCommand: boolean } => {
  const t = useT();
  const isCommand = typed.startsWith('/');
  const wanted = isCommand ? typed.slice(1) : typed;
  const commands = matchingCommands(useCommands(), wanted);
  const found = useFoundRows(useRested(isCommand ? '' : typed.trim()));
  const shown = isCommand ? commands : commands.slice(0, typed.trim() === '' ? mostCommands : 4);
  const rows: readonly Row[] = shown.map((one) => ({ ...one, group: t('command.commands') }));
  return { rows: isCommand ? rows : [...found, ...rows], isCommand };
};

const Rows = ({
  rows,
  chosen,
  listId,
  onChoose,
}: {
  readonly rows: readonly Row[];
  readonly chosen: number;
  readonly listId: string;
  readonly onChoose: (row: Row) => void;
}) => {
  const t = useT();
  return (
    <div className="command-rows" id={listId} role="listbox" aria-label={t('command.label')} tabIndex={-1}>
      {rows.map((row, index) => (
        <div
          key={row.id}
          id={`${listId}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className="command-row"
          data-testid={`command-${row.id}`}
          ref={(element) => {
            if (index === chosen) element?.scrollIntoView({ block: 'nearest' });
          }}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(row)}
          onKeyDown={() => undefined}
        >
          <span className="command-kind">{row.group}</span>
          <span className="command-text">{row.text}</span>
          {row.detail !== undefined && row.detail !== '' && <span className="command-detail">{row.detail}</span>}
        </div>
      ))}
    </div>
  );
};

/** 命令栏: search and commands by keyboard. */
export const CommandBar = ({ begin }: { readonly begin: string }) => {
  const t = useT();
  const [typed, setTyped] = useState(begin);
  const [at, setAt] = useState(0);
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);
  const { rows, isCommand } = useRows(typed);
  const chosen = Math.min(at, rows.length - 1);
  const choose = (row: Row | undefined): void => {
    if (row === undefined) return;
    closeCommandBar();
    row.run();
  };
  const step = (by: number): void => setAt((chosen + by + rows.length) % Math.max(1, rows.length));
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => choose(rows[chosen]),
    Escape: closeCommandBar,
    Tab: closeCommandBar,
  };
  const press = (event: KeyboardEvent): void => {
    const act = keys[event.key];
    if (act === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    act();
  };
  return (
    <div
      className="command-veil"
      onPointerDown={(event) => {
        if (box.current?.contains(event.target as Node) === false) closeCommandBar();
      }}
    >
      <div className="command-bar" role="dialog" aria-modal="true" aria-label={t('command.label')} ref={box}>
        <input
          className="command-input"
          type="text"
          role="combobox"
          aria-expanded={rows.length > 0}
          aria-controls={listId}
          aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
          aria-label={t('command.label')}
          placeholder={t('command.placeholder')}
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: it opens to be typed into
          autoFocus
          data-testid="command-input"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <Rows rows={rows} chosen={chosen} listId={listId} onChoose={choose} />
        {rows.length === 0 && (
          <p className="command-none" role="status">
            {t(isCommand ? 'command.noCommand' : 'command.nothing')}
          </p>
        )}
        <p className="command-keys">{t('command.keys')}</p>
      </div>
    </div>
  );
};
