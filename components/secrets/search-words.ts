export interface SearchWords {
  label: string;
  placeholder: string;
}

export const SECRETS_WORDS: SearchWords = {
  label: 'Search secrets by name, description, tag, owner, note or runbook',
  placeholder: 'name, description, tag, owner, note, runbook',
};
