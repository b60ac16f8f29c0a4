/** A value whose followers hear of every change. */
export type ReadonlySignal<T> = {
  /** Read within `effect`, it is followed. */
  readonly value: T;
  /** Without following it. */
  readonly peek: () => T;
};

export type Signal<T> = ReadonlySignal<T> & { value: T };

let follower: (() => void) | undefined;

export function signal<T>(first: T): Signal<T> {
  let current = first;
  const followers = new Set<() => void>();
  return {
    get value() {
      if (follower) followers.add(follower);
      return current;
    },
    set value(next) {
      if (next === current) return;
      current = next;
      for (const follow of followers) follow();
    },
    peek: () => current,
  };
}

/** Does something now, and again whenever a signal that it read has changed. */
export function effect(work: () => void): void {
  const follow = () => {
    const outer = follower;
    follower = follow;
    try {
      work();
    } finally {
      follower = outer;
    }
  };
  follow();
}
