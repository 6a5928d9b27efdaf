'use client';
import { useState, type FormEvent } from 'react';
import { reviewDetail } from '@/lib/contract/reviews';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';
import { reviewPath } from './reviews-url';
import { useReviewChange } from './use-review-change';

const DAY_MS = 86_400_000;
/** What AWS's own event history holds. */
const DAYS = 89;
const dayAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

export function BeginForm({ secret }: { secret: string | null }) {
  const { busy, problem, change, router } = useReviewChange();
  const [service, setService] = useState('');
  const [environment, setEnvironment] = useState('');
  const [from, setFrom] = useState(() => dayAgo(DAYS));
  const [to, setTo] = useState(() => dayAgo(0));
  const isNamed = secret !== null || service.trim() !== '' || environment.trim() !== '';
  const begin = async (event: FormEvent) => {
    event.preventDefault();
    const place = {
      ...(service.trim() !== '' && { service: service.trim() }),
      ...(environment.trim() !== '' && { environment: environment.trim() }),
    };
    const body = { ...(secret === null ? place : { secret }), from, to };
    const begun = await change(reviewDetail, '/api/reviews', { method: 'POST', body });
    if (begun) router.push(reviewPath(begun.data.id));
  };
  return (
    <form noValidate onSubmit={(event) => void begin(event)}>
      <DialogBody>
        {secret === null && (
          <div className="grid gap-3 sm:grid-cols-2">
            <Field>
              <FieldLabel>Service</FieldLabel>
              <FieldInput
                value={service}
                maxLength={512}
                autoComplete="off"
                onChange={(event) => setService(event.target.value)}
              />
              <FieldHint>As secrets have it, e.g. payments. Empty: any.</FieldHint>
            </Field>
            <Field>
              <FieldLabel>Environment</FieldLabel>
              <FieldInput
                value={environment}
                maxLength={256}
                autoComplete="off"
                onChange={(event) => setEnvironment(event.target.value)}
              />
              <FieldHint>E.g. prod. Empty: any. One of both is needed.</FieldHint>
            </Field>
          </div>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <Field>
            <FieldLabel>From</FieldLabel>
            <FieldInput type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
          </Field>
          <Field>
            <FieldLabel>To</FieldLabel>
            <FieldInput type="date" value={to} onChange={(event) => setTo(event.target.value)} />
          </Field>
        </div>
        <p className="text-sm text-ink-3">
          Days in UTC, which both count. What of them is covered stands on the review.
        </p>
        {problem && <ProblemNotice problem={problem} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose className={buttonClass()}>Cancel</DialogClose>
        <Button type="submit" variant="primary" disabled={!isNamed || from === '' || to === ''} aria-disabled={busy}>
          Begin
        </Button>
      </DialogFooter>
    </form>
  );
}
