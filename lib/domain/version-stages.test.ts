import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planStages, type Placed } from './version-stages';

const CURRENT = { versionId: 'v1', stage: 'AWSCURRENT' };

describe('what a look at the labels begins and ends', () => {
  it('begins all at the first look', () => {
    expect(planStages([], { v1: ['AWSCURRENT', 'blue'] })).toEqual({
      begun: [CURRENT, { versionId: 'v1', stage: 'blue' }],
      ended: [],
    });
  });

  it('moves a label from one version to another', () => {
    expect(planStages([CURRENT], { v2: ['AWSCURRENT'], v1: ['AWSPREVIOUS'] })).toEqual({
      begun: [
        { versionId: 'v2', stage: 'AWSCURRENT' },
        { versionId: 'v1', stage: 'AWSPREVIOUS' },
      ],
      ended: [CURRENT],
    });
  });

  it('ends all of a version that is named no more, or has no labels left', () => {
    expect(planStages([CURRENT], {})).toEqual({ begun: [], ended: [CURRENT] });
    expect(planStages([CURRENT], { v1: [] })).toEqual({ begun: [], ended: [CURRENT] });
  });

  it('takes a label that is named twice for one, and any text for a name', () => {
    const labels = JSON.parse('{"__proto__": ["a", "a"], "v\\",1": ["\\"]"]}') as Record<string, string[]>;
    expect(planStages([], labels).begun).toEqual([
      { versionId: '__proto__', stage: 'a' },
      { versionId: 'v",1', stage: '"]' },
    ]);
  });

  it('is where the last look was after any sequence of looks', () => {
    const name = fc.constantFrom('a', 'b', 'c', '__proto__', '');
    const look = fc.dictionary(name, fc.array(name, { maxLength: 3 }), { maxKeys: 4 });
    fc.assert(
      fc.property(fc.array(look, { minLength: 1, maxLength: 8 }), (looks) => {
        let open: Placed[] = [];
        for (const labels of looks) {
          const { begun, ended } = planStages(open, labels);
          open = [...open.filter((placed) => !ended.includes(placed)), ...begun];
        }
        const there = Object.entries(looks.at(-1) ?? {}).flatMap(([versionId, stages]) =>
          [...new Set(stages)].map((stage) => `${versionId}/${stage}`),
        );
        expect(open.map(({ versionId, stage }) => `${versionId}/${stage}`).toSorted()).toEqual(there.toSorted());
      }),
    );
  });
});
