import type { ReactNode } from 'react';

/** A control of a plain form under its label, with what it takes. */
export function Labelled({
  label,
  id,
  hint,
  children,
}: {
  label: string;
  id: string;
  hint: string;
  children: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      <p className="text-sm text-ink-3">{hint}</p>
    </div>
  );
}
