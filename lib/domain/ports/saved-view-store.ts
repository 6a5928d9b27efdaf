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

export interface SavedViewStore {
  /** One's own by name, then by name those of others that are shared: the `mostShared` that were saved last. */
  list(person: Person, mostShared: number): Promise<StoredView[]>;
  /**
   * `taken`: the person has a view of that name, which `replace` writes over, its id kept; `full`: they have `most`.
   */
  save(view: StoredView, how: { replace: boolean; most: number }): Promise<StoredView | 'taken' | 'full'>;
  findShared(id: string): Promise<StoredView | null>;
  /** As `delete` says whose; `taken`: its person has another of that name. null: there is none. */
  rename(id: string, name: string, person: Person | null): Promise<StoredView | 'taken' | null>;
  /** One's own; any shared one where `person` is null. False: there is none. */
  delete(id: string, person: Person | null): Promise<boolean>;
}
