import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { toHref, type UrlState } from '@/components/layout/url-state';
import { MOST_FACET_VALUES, type SecretFacets } from '@/lib/contract/secrets-list';
import { Facets } from './facets';

const NONE = {
  env: [],
  account: [],
  region: [],
  state: [],
  service: [],
  owner: [],
  owningService: [],
  key: [],
  tag: [],
  valueAge: [],
  pending: [],
};
const shown = (values: number): string => {
  const service = Array.from({ length: values }, (_, at) => ({ value: `service-${at}`, count: 1 }));
  return renderToStaticMarkup(<Facets facets={{ ...NONE, service }} state={[]} toHref={() => '/secrets'} />);
};

test('a facet that may go on says so', () => {
  expect(shown(MOST_FACET_VALUES)).toContain(`No more than ${MOST_FACET_VALUES} are listed`);
  expect(shown(MOST_FACET_VALUES - 1)).not.toContain('are listed');
});

test('how many are pending deletion leads to those alone, and back', () => {
  const pending = [{ value: 'only', count: 1234 }];
  const at = (state: UrlState, facets: Partial<SecretFacets> = { pending }) =>
    renderToStaticMarkup(
      <Facets facets={{ ...NONE, ...facets }} state={state} toHref={(next) => toHref('/secrets', next)} />,
    );
  expect(at([['env', 'dev']])).toContain('href="/secrets?env=dev&amp;pending=only"><span>only these</span><span>1,234');
  expect(at([['pending', 'only']])).toMatch(/aria-current="true" href="\/secrets"><span>only these/);
  expect(at([['pending', 'include']])).toContain('href="/secrets?pending=only"><span>only these');
  expect(at([], {})).toContain('<span>only these</span><span>0<');
});

test('an age that is chosen keeps its own number', () => {
  const valueAge = [
    { value: '>30d', count: 7 },
    { value: '>45d', count: 3 },
  ];
  const html = renderToStaticMarkup(
    <Facets facets={{ ...NONE, valueAge }} state={[['valueAge', '>45d']]} toHref={() => '/secrets'} />,
  );
  expect(html.match(/over \d+ d/g)).toEqual(['over 30 d', 'over 45 d']);
  expect(html).toMatch(/over 45 d<\/bdi>.*?<span>3</);
});
