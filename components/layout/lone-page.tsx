import type { ReactNode } from 'react';
import { Brand } from './brand';

/** A page without the house around it: signing in, and what went wrong before anyone was known. */
export function LonePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-5 px-5 py-10">
      <Brand />
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <div className="flex flex-col items-start gap-4 wrap-anywhere text-ink-2">{children}</div>
    </main>
  );
}
