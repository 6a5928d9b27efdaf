import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { MOST_FACET_VALUES } from '@/lib/contract/secrets-list';
import { Facets } from './facets';

const NONE = { env: [], account: [], region: [], state: [], service: [], owner: [], owningService: [], key: [], tag: [], valueAge: [] };
const shown = (values: number): string => {
  const service = Array.from({ length: values }, (_, at) => ({ value: `service-${at}`, count: 1 }));
  return renderToStaticMarkup(<Facets facets={{ ...NONE, service }} state={[]} toHref={() => '/secrets'} />);
};

test('a facet that may go on says so', () => {
  expect(shown(MOST_FACET_VALUES)).toContain(`No more than ${MOST_FACET_VALUES} are listed`);
  expect(shown(MOST_FACET_VALUES - 1)).not.toContain('are listed');
});
