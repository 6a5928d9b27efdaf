import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string, theme: 'light' | 'dark'): number {
  const [left, right] = [tokens.get(one), tokens.get(other)];
  if (!left || !right) throw new Error(`no token ${one} or ${other}`);
  const [bright = 0, dim = 0] = [luminance(left[theme]), luminance(right[theme])].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const GROUNDS = ['bg', 'panel', 'sunk', 'accent-soft'];
const TEXT = 'ink ink-2 ink-3 accent ok due warn bad off managed prod staging dev test person-ink workload-ink'.split(
  ' ',
);
const SOFT = ['ok', 'due', 'warn', 'bad', 'off', 'managed', 'accent'].map((tone) => [tone, `${tone}-soft`] as const);
const ON_NOTICES = ['warn-soft', 'bad-soft', 'ok-soft'].flatMap((ground) =>
  ['ink', 'ink-2', 'accent'].map((text) => [text, ground] as const),
);
const AREAS = ['person', 'workload', 'service', 'denied', 'control', 'focus'];

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test.each([...TEXT.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)), ...SOFT, ...ON_NOTICES])(
    '%s is read on %s (4.5:1)',
    (text, ground) => expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5),
  );

  test('the word on a primary button is read', () => {
    expect(contrast('bg', 'ink', theme)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('bg', 'ink-2', theme)).toBeGreaterThanOrEqual(4.5);
  });

  test('the steps of the heatmap differ in brightness alone', () => {
    const far = ['sunk', 'heat-1', 'heat-2', 'heat-3', 'heat-4', 'heat-5'].map((step) =>
      contrast(step, 'panel', theme),
    );
    for (const [at, step] of far.entries()) expect(step / (far[at - 1] ?? 0.8)).toBeGreaterThanOrEqual(1.25);
    expect(far.at(-1)).toBeGreaterThanOrEqual(7);
  });

  test.each(AREAS.flatMap((area) => ['bg', 'panel'].map((ground) => [area, ground] as const)))(
    '%s is seen on %s (3:1)',
    (area, ground) => expect(contrast(area, ground, theme)).toBeGreaterThanOrEqual(3),
  );
});
