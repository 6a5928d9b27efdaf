/** One count a facet value; `label` where the value itself is not for reading (account ids). */
export interface FacetCount {
  value: string;
  label?: string;
  count: number;
}

/** The values of a facet at most, by count; a value that is chosen is always among them. */
export const LONGEST_FACET = 200;

export interface InventoryFacets {
  env: FacetCount[];
  account: FacetCount[];
  region: FacetCount[];
  state: FacetCount[];
  service: FacetCount[];
  owner: FacetCount[];
  owningService: FacetCount[];
  key: FacetCount[];
  /** `value` is the pair as `key=value`, each side percent-encoded. */
  tag: FacetCount[];
  /** Of both, what `countedAges` names; they overlap. */
  valueAge: FacetCount[];
  lastRead: FacetCount[];
  /** `only`, with how many are pending deletion. */
  pending: FacetCount[];
}
