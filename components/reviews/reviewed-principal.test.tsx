import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ReviewedPrincipal } from './reviewed-principal';

const principal = {
  id: 'BBBBBBBBBBBBBBBBBBBBBB',
  arn: 'arn:aws:iam::1:role/x',
  type: 'role',
  accountId: '1',
  label: 'x',
} as const;
const render = (since: number): string =>
  renderToStaticMarkup(
    <table>
      <tbody>
        <tr>
          <ReviewedPrincipal principal={principal} since={since} />
        </tr>
      </tbody>
    </table>,
  );

// They may be of the period too, and have become known later.
test.each([
  [1, '1 more read known by now'],
  [1200, '1,200 more reads known by now'],
])('%d that are not in the review are said to be known, not to be later', (since, words) =>
  expect(render(since)).toContain(`>${words}<`),
);

test('none is not said', () => expect(render(0)).not.toContain('more'));
