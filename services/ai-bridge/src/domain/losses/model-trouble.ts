/**
 * Why the provider does not do what it is asked. `passing`: it will later, by itself. `operator`: only the person who
 * runs this installation can mend it (key, money, model). `ours`: the request was wrong, and would be again. `here`:
 * this machine lets this process open no connection at the moment, and another bridge may well reach the provider.
 */
export interface ModelTrouble {
  /** The provider's code, one of a bounded set. */
  code: string;
  kind: 'passing' | 'operator' | 'ours' | 'here';
  /** When the provider wants to be asked again. Null: it does not say. */
  retryAfterMs: number | null;
}
