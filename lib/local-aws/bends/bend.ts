/** What endpoints that imitate AWS lack or bend, each by a name; several may hold at once. */
export const bends = {
  'no-lookup-events': 'LookupEvents is an unknown operation',
  'lookup-events-500': 'LookupEvents answers 500 with a page of HTML',
  'closes-on-unknown': 'LookupEvents is unknown, and what is unknown has its connection closed',
  'describe-missing': 'DescribeSecret is an unknown operation',
  'sts-missing': 'STS answers 404 with a page of HTML',
  'html-errors': 'refusals are pages of HTML',
  'xml-errors': 'refusals are XML',
  'status-404': 'refusals have the status 404',
  'status-500': 'refusals have the status 500',
  'names-in-arn': 'members named ARN hold the name',
  'arn-without-suffix': 'ARNs lack the hyphen and six characters at their end',
  'account-zeros': 'the account is 000000000000 everywhere',
  'arns-of-another-account': 'ARNs of secrets name the account 000000000000, STS another',
  'versions-without-labels': 'no version has labels, wherever it is shown',
  'no-version-stages-in-list': 'ListSecrets leaves out SecretVersionsToStages',
  'no-dates': 'no date is ever set',
  'dates-as-text': 'dates are ISO texts instead of epoch seconds',
  'version-dates-now': "versions' dates are the moment of the request",
  'sort-ignored': 'SortOrder and SortBy are ignored',
  'filters-ignored': 'Filters are ignored',
  'filters-case-insensitive': 'the filter on names ignores case',
  unpaged: 'MaxResults is ignored: everything is in one page',
  'token-ignored': 'a token leads to the first page again, which has a token',
  'token-repeated': 'every page has the same token, also the last, which comes for ever',
  'token-dropped': 'the first page has no token, though more secrets are there',
  'empty-for-ever': 'after the last page come empty ones, each with a new token',
  'listing-repeats': "a page's first secret is in it twice",
  'listing-omits': 'every third secret is in no listing',
  nulls: 'members without a value are null instead of absent',
  'unknown-fields': 'answers have members that no model knows',
  'rotate-ends-at-once': 'RotateSecret puts AWSCURRENT and AWSPENDING on the new version at once, without a step',
  'pending-rejected-inverse': 'RotateSecret is refused while AWSPENDING is on the same version as AWSCURRENT',
} as const;

export type Bend = keyof typeof bends;

export const isBend = (name: string): name is Bend => Object.hasOwn(bends, name);
