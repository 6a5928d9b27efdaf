'use client';
import { Broken } from '@/components/layout/broken';
import './globals.css';

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something broke · Keyledger</title>
        <Broken error={error} retry={retry} />
      </body>
    </html>
  );
}
