'use client';
import { Broken } from '@/components/layout/broken';

export default function BrokenPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <Broken error={error} retry={retry} />;
}
