import { type ReactNode, useId } from 'react';

/** A control below its name; the control takes the id, so that both belong together. */
export const Labelled = ({
  name,
  children,
}: {
  readonly name: string;
  readonly children: (id: string) => ReactNode;
}) => {
  const id = useId();
  return (
    <div className="import-labelled">
      <label htmlFor={id}>{name}</label>
      {children(id)}
    </div>
  );
};
