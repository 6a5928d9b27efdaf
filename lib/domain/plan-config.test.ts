import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planConfig, type ConfigStanding } from './plan-config';

const standing = (change: Partial<ConfigStanding> = {}): ConfigStanding => ({
  inForce: { seq: 2, digest: 'B' },
  known: true,
  holders: 1,
  ...change,
});

describe('a file', () => {
  it.each<[string, string, string | null, Partial<ConfigStanding>, string]>([
    ['is in force', 'B', null, {}, 'same'],
    ['is the first of all', 'A', null, { inForce: null, known: false, holders: 0 }, 'take'],
    ['was never known', 'C', null, { known: false }, 'take'],
    ['took the place of the one in force, though it is an old one', 'A', 'B', {}, 'take'],
    ['is old, and others have the one in force', 'A', null, {}, 'differ'],
    ['is old, and took the place of one that is not in force', 'A', 'X', {}, 'differ'],
    ['is old, and nobody has the one in force any more', 'A', null, { holders: 0 }, 'take'],
  ])('that %s', (_what, own, before, change, expected) => {
    expect(planConfig(own, before, standing(change))).toBe(expected);
  });
});

/** The store's part as a model: a version list, and what each process last said of its file. */
class Model {
  versions: string[] = [];
  files: (string | null)[];
  read: (string | null)[];

  constructor(size: number) {
    this.files = Array(size).fill('first');
    this.read = Array(size).fill(null);
  }

  get inForce(): string | null {
    return this.versions.at(-1) ?? null;
  }

  look(index: number): void {
    const own = this.files[index] ?? '';
    const before = this.read[index] === own ? null : (this.read[index] ?? null);
    this.read[index] = own;
    const holders = this.read.filter((digest, other) => other !== index && digest === this.inForce).length;
    const inForce = this.inForce === null ? null : { seq: this.versions.length, digest: this.inForce };
    const plan = planConfig(own, before, { inForce, known: this.versions.includes(own), holders });
    if (plan === 'take') this.versions.push(own);
  }
}

it('files that arrive late undo nothing, and once all have the last one it is in force', () => {
  const edit = fc.record({ kind: fc.constant('edit' as const), text: fc.constantFrom('a', 'b', 'c') });
  const arrive = fc.record({ kind: fc.constant('arrive' as const), at: fc.nat(2) });
  const look = fc.record({ kind: fc.constant('look' as const), at: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(fc.oneof(edit, arrive, look), { maxLength: 60 }), (steps) => {
      const model = new Model(3);
      const edits = ['first'];
      const arrived = [0, 0, 0];
      for (const step of steps) {
        if (step.kind === 'edit' && edits.at(-1) !== step.text) edits.push(step.text);
        if (step.kind === 'arrive') {
          arrived[step.at] = edits.length - 1;
          model.files[step.at] = edits[edits.length - 1] ?? null;
        }
        if (step.kind === 'look') model.look(step.at);
      }
      model.files = model.files.map(() => edits.at(-1) ?? null);
      for (const index of [0, 1, 2, 0, 1, 2]) model.look(index);
      expect(model.inForce).toBe(edits.at(-1));
    }),
    { numRuns: 2000 },
  );
});

it('a process that lags behind never brings back what was revoked, however often it looks or starts again', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(1, 2), fc.boolean()), { maxLength: 30 }), (looks) => {
      const model = new Model(3);
      for (const index of [0, 1, 2]) model.look(index);
      model.files[0] = 'without the leaver';
      model.look(0);
      for (const [index, restarts] of looks) {
        if (restarts) model.read[index] = null;
        model.look(index);
        expect(model.inForce).toBe('without the leaver');
      }
    }),
  );
});
