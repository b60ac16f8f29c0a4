import { type Input, noInput } from '../checkout/state.ts';
import { HostElement } from './host.ts';
import type { Buyer, Destination, Item, Method } from './types.ts';

/** An element that is told what is in the cart and who buys. Preact says `''` where it means that there is nothing. */
export abstract class CartElement extends HostElement {
  #input: Input = noInput;
  #waits = true;

  /** @internal */
  protected abstract inputChanged(input: Input): void;

  /** Yen with tax. */
  get amount(): number | null {
    return this.#input.amount;
  }

  set amount(amount: number | null) {
    this.give({ amount: Number(amount) || null });
  }

  get items(): readonly Item[] | null {
    return this.#input.items;
  }

  set items(items: readonly Item[] | null) {
    this.give({ items: items || null });
  }

  /** As the page gave it, with what the shopper mended in the widget. */
  get buyer(): Buyer | null {
    return this.#input.buyer;
  }

  set buyer(buyer: Buyer | null) {
    this.give({ buyer: buyer || null });
  }

  get shipTo(): readonly Destination[] | null {
    return this.#input.shipTo;
  }

  set shipTo(shipTo: readonly Destination[] | null) {
    this.give({ shipTo: shipTo || null });
  }

  /** From `POST /v1/buyer-tokens`; shows a known buyer what is left. */
  get buyerToken(): string | null {
    return this.#input.buyerToken;
  }

  set buyerToken(buyerToken: string | null) {
    this.give({ buyerToken: buyerToken || null });
  }

  /** The shop's other methods; with them the widget is the whole list. */
  get methods(): readonly Method[] {
    return this.#input.methods;
  }

  set methods(methods: readonly Method[] | null) {
    this.give({ methods: methods || [] });
  }

  /** @internal */
  protected get input(): Input {
    return this.#input;
  }

  /**
   * Several changes of one moment ask for one quote.
   * @internal
   */
  protected give(change: Partial<Input>): void {
    this.#input = { ...this.#input, ...change };
    if (this.#waits) return;
    this.#waits = true;
    queueMicrotask(() => this.isConnected && this.passInput());
  }

  /** @internal */
  protected passInput(): void {
    if (!this.#waits) return;
    this.#waits = false;
    this.inputChanged(this.#input);
  }

  /**
   * The shopper mended something: the page reads it here, unless it just said otherwise.
   * @internal
   */
  protected takeOver(input: Input): void {
    if (!this.#waits) this.#input = input;
  }
}
