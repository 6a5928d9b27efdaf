import { describe, expect, it } from 'vitest';
import type { AnnotationsPreview } from '@/lib/contract/bulk-annotations';
import { overwriteWords, toBulkChange } from './annotate-words';

const draft = { owner: 'team a', note: ' ', runbook: '' };
const preview: AnnotationsPreview = {
  secrets: 9,
  mayNot: 0,
  have: { owner: 1200, note: 0, runbook: 3 },
  seen: 'f'.repeat(64),
};

describe('what the form asks for', () => {
  it('is what was filled in, where there is none or everywhere', () => {
    expect(toBulkChange('keep', draft, ['note'])).toEqual({ fields: { owner: 'team a' }, existing: 'keep' });
    expect(toBulkChange('replace', draft, [])).toEqual({ fields: { owner: 'team a' }, existing: 'replace' });
    expect(toBulkChange('keep', { ...draft, owner: '\t' }, ['owner'])).toBeNull();
  });

  it('or what is marked to be cleared, whatever was typed before', () => {
    expect(toBulkChange('clear', draft, ['runbook', 'owner'])).toEqual({
      fields: { owner: null, runbook: null },
      existing: 'replace',
    });
    expect(toBulkChange('clear', draft, [])).toBeNull();
  });
});

describe('what would be lost', () => {
  it('is told where something is, and nothing where it is kept', () => {
    expect(overwriteWords(preview, toBulkChange('keep', draft, []))).toBeNull();
    expect(overwriteWords(preview, null)).toBeNull();
    expect(overwriteWords(preview, toBulkChange('replace', draft, []))).toBe(
      'Takes the place of what holds now: an owner on 1,200.',
    );
    expect(overwriteWords(preview, toBulkChange('clear', draft, ['note']))).toBeNull();
    expect(overwriteWords(preview, toBulkChange('clear', draft, ['owner', 'runbook']))).toBe(
      'Holds now, and goes where it is kept on the secret itself: an owner on 1,200, a runbook link on 3.',
    );
  });
});
