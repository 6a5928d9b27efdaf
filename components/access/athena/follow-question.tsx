'use client';
import { useEffect } from 'react';
import { useRouter } from 'next/navigation';
import { eventQuestionDetail, type EventQuestionView } from '@/lib/contract/event-questions';
import { poll } from '@/components/rotation/poll';
import { isOpen } from './question-words';

/** While it goes on the page asks how far it is, by which the worker knows that somebody waits; a change is read anew. */
export function FollowQuestion({ question }: { question: EventQuestionView }) {
  const router = useRouter();
  const { id, state, bytes } = question;
  const canGoOn = isOpen(question);
  useEffect(() => {
    if (!canGoOn) return;
    return poll(eventQuestionDetail, `/api/access/athena/${id}?limit=1`, ({ question: polled }) => {
      if (polled.state !== state || polled.bytes !== bytes) router.refresh();
      return isOpen(polled) ? 'go on' : 'enough';
    });
  }, [id, state, bytes, canGoOn, router]);
  return null;
}
