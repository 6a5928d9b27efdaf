'use client';
import { useEffect } from 'react';
import { useRouter } from 'next/navigation';
import { waveDetail, type WaveDetail } from '@/lib/contract/waves';
import { poll } from '@/components/rotation/poll';

/** What a change of it would be seen by. */
const toMark = ({ state, why, counts }: WaveDetail): string => JSON.stringify([state, why, counts]);

/** While it can go on the page is read anew whenever something of it has changed. */
export function FollowWave({ wave }: { wave: WaveDetail }) {
  const router = useRouter();
  const mark = toMark(wave);
  const { id } = wave;
  const canGoOn = wave.state === 'running' || wave.state === 'paused' || wave.counts.running > 0;
  useEffect(() => {
    if (!canGoOn) return;
    return poll(waveDetail, `/api/waves/${id}`, (polled) => {
      if (toMark(polled) === mark) return 'go on';
      router.refresh();
      return 'go on';
    });
  }, [id, mark, canGoOn, router]);
  return null;
}
