/** What a screen shows, under a name of its person's. */
export interface StoredView {
  id: string;
  issuer: string;
  subject: string;
  personName: string;
  name: string;
  screen: 'secrets' | 'matrix';
  /** As after the `?` of the screen's URL. */
  query: string;
  shared: boolean;
  savedAt: Date;
}

export type Person = Pick<StoredView, 'issuer' | 'subject'>;

/** What somebody saw of a view before they changed it. */
export type SeenView = Pick<StoredView, 'name' | 'shared' | 'savedAt'>;

export interface SavedViewStore {
  /** One's own by name, then by name those of others that are shared: the `mostShared` that were saved last. */
  list(person: Person, mostShared: number): Promise<StoredView[]>;
  /**
   * `taken`: the person has a view of that name, which `replace` writes over, its id kept; of two, one shared and one
   * not, the one that is as this is. `full`: they have `most`.
   */
  save(view: StoredView, how: { replace: boolean; most: number }): Promise<StoredView | 'taken' | 'full'>;
  findOwn(id: string, person: Person): Promise<StoredView | null>;
  /** `written`: it was still as it was seen. null: there is none. */
  writeOver(
    id: string,
    person: Person,
    seen: SeenView,
    set: Pick<StoredView, 'query' | 'personName' | 'savedAt'>,
  ): Promise<{ view: StoredView; written: boolean } | null>;
  findShared(id: string): Promise<StoredView | null>;
  /** As `delete` says whose; `taken`: its person has another of that name, and where `person` is null, shares it. null: there is none. */
  rename(id: string, name: string, person: Person | null): Promise<StoredView | 'taken' | null>;
  /** One's own; any shared one where `person` is null. False: there is none. */
  delete(id: string, person: Person | null): Promise<boolean>;
}
