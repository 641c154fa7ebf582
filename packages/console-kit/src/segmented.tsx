import type { ReactNode } from 'react';

export type SegmentedProps<Value extends string | number> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly onChange: (value: Value) => void;
};

/** A few choices in one row; exactly one holds. */
export const Segmented = <Value extends string | number>({
  label,
  value,
  options,
  onChange,
}: SegmentedProps<Value>) => (
  <fieldset className="ld-segmented" aria-label={label}>
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        aria-pressed={option.value === value}
        data-testid={`segment-${option.value}`}
        onClick={() => onChange(option.value)}
      >
        {option.label}
      </button>
    ))}
  </fieldset>
);
