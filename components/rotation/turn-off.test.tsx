import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { TurnOff } from './turn-off';

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const ask = { id: 'A', name: 'prod/db', needsReason: true, recordedAs: 'you', needsName: true, pending: 'v' };
const markup = (hidden: boolean): string => renderToStaticMarkup(<TurnOff {...ask} hidden={hidden} />);

test('is folded away behind what it is, and out of sight where it is not offered any more', () => {
  expect(markup(false)).toMatch(/^<details><summary[^>]*>Last resort: stop AWS from rotating it<\/summary>/);
  expect(markup(false)).toMatch(/this turns automatic rotation off altogether.*<button.*Turn automatic rotation off…/);
  // Its dialog stays until it is closed.
  expect(markup(true)).toMatch(/^<details hidden="">/);
});
