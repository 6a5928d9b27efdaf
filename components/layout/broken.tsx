'use client';
import { Button } from '@/components/ui/button';

/** For what nobody foresaw. The text of such an error is for the log; here is the number to find it by. */
export function Broken({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <div role="alert" className="flex flex-col items-start gap-3 px-5 py-8">
      <h1 className="text-lg font-semibold">Something broke</h1>
      <p className="text-ink-2">
        Nothing was changed by looking at this page. {digest && 'The log has the details under '}
        {digest && <span className="font-mono">{digest}</span>}
        {digest && '.'}
      </p>
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
