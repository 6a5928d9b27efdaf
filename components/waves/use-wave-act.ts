'use client';
import { useRouter } from 'next/navigation';
import { waveDetail } from '@/lib/contract/waves';
import { useCall } from '@/components/api/use-call';

/** After an act the page is read anew, also where others were there first. */
export function useWaveAct(path: string, onDone: () => void) {
  const { busy, problem, call } = useCall();
  const router = useRouter();
  const act = async (body: object) => {
    const answer = await call(waveDetail, path, { method: 'POST', body });
    if (!answer) return;
    if (answer.ok) onDone();
    if (answer.ok || answer.problem.code === 'conflict') router.refresh();
  };
  return { act, busy, problem };
}
