/** One count a facet value; `label` where the value itself is not for reading (account ids). */
export interface FacetCount {
  value: string;
  label?: string;
  count: number;
}

export interface InventoryFacets {
  env: FacetCount[];
  account: FacetCount[];
  region: FacetCount[];
  state: FacetCount[];
  service: FacetCount[];
  owner: FacetCount[];
  key: FacetCount[];
  /** `value` is the pair as `key=value`, each side percent-encoded. */
  tag: FacetCount[];
  lastRead: FacetCount[];
}
