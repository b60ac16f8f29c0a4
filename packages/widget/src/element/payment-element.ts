import { type CheckoutModel, createCheckoutModel } from '../checkout/model.ts';
import type { Ask, Notice } from '../checkout/news.ts';
import { withSuggestion, typed } from '../checkout/mend.ts';
import { type Invalidity, invalidityOf } from '../checkout/screen.ts';
import { effect } from '../checkout/signal.ts';
import { atobarai, type Input } from '../checkout/state.ts';
import type { Actions } from '../checkout/view/actions.ts';
import { PaymentView } from '../checkout/view/payment.tsx';
import { draw } from '../drawing/draw.ts';
import { bare } from '../hardened.ts';
import { languageOf } from '../i18n/index.ts';
import css from '../styles/widget.css?inline';
import { createTransport } from '../wire/transport.ts';
import { inputAttributes, isInputAttribute, observedAttributes, readAttribute } from './attributes.ts';
import { tellPage } from './events.ts';
import { CartElement } from './cart-element.ts';
import { adoptEarlyProperties, scriptOrigin, styledShadow } from './host.ts';
import { formValue, isFirstInvalid, screenBeforeSubmit } from './form.ts';
import type { AuthorizationResult } from './types.ts';

type FocusTarget = Extract<Ask, { ask: 'focus' }>['on'];

const focusable: Readonly<Record<FocusTarget, string>> = {
  panel: '#heading',
  consent: '[type=checkbox]',
  empty: '.mend [aria-invalid=true]',
  row: '[type=radio]:checked',
};

/**
 * The payment choice of a checkout page: deferred payment with its fee, due date, terms and screening,
 * alone or as the head of the shop's list of methods. Takes part in forms.
 *
 * @example
 * ```html
 * <atobarai-payment publishable-key="pk_test_…" amount="5500"></atobarai-payment>
 * ```
 */
export class AtobaraiPayment extends CartElement {
  static readonly formAssociated = true;
  static readonly observedAttributes: readonly string[] = observedAttributes;

  readonly #internals = this.attachInternals();
  readonly #root = styledShadow(this, css);
  readonly #model: CheckoutModel = createCheckoutModel({
    transport: createTransport({
      baseUrl: () => this.getAttribute('base-url') ?? scriptOrigin(),
      publishableKey: () => this.getAttribute('publishable-key') ?? '',
      language: () => this.#model.language.value,
    }),
    focus: (on) => this.#focus(on),
    tell: (notice) => this.#tell(notice),
  });
  #waiting: ((result: AuthorizationResult) => void)[] = [];
  #shown = false;
  #form: HTMLFormElement | null = null;
  readonly #online = () => this.#model.send({ is: 'online' });
  readonly #submit = (event: SubmitEvent) => screenBeforeSubmit(this, event);

  connectedCallback(): void {
    adoptEarlyProperties(this, [...Object.values(inputAttributes), 'value']);
    this.#model.language.value = languageOf(this.getAttribute('locale') ?? this.closest('[lang]')?.getAttribute('lang'));
    this.passInput();
    this.#model.send({ is: 'connected' });
    if (!this.#shown) {
      const act = this.#actions();
      effect(() => draw(this.#root, PaymentView({ screen: this.#model.screen(), act })));
      effect(() => this.#followForm());
      this.#shown = true;
      this.addEventListener('invalid', this.#invalid);
      // What is typed here is no change of the page's own fields: told of it, a form would forget what is being mended.
      this.#root.addEventListener('input', (event) => event.stopPropagation());
    }
    globalThis.addEventListener('online', this.#online);
  }

  disconnectedCallback(): void {
    globalThis.removeEventListener('online', this.#online);
    // Moved within the page it comes back at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#model.send({ is: 'left' });
      this.#model.stop();
    });
  }

  attributeChangedCallback(name: string, _before: string | null, text: string | null): void {
    if (name === 'locale' || name === 'lang') this.#model.language.value = languageOf(this.getAttribute('locale') ?? text);
    if (!isInputAttribute(name)) return this.#followForm();
    const change = readAttribute(name, text);
    if (change) return this.give(change);
    tellPage(this, 'atobarai-error', { code: 'attribute_invalid', message: `The attribute ${name} cannot be read.`, retryable: false });
  }

  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#form?.removeEventListener('submit', this.#submit, true);
    this.#form = form;
    form?.addEventListener('submit', this.#submit, true);
  }

  formDisabledCallback(disabled: boolean): void {
    this.#model.send({ is: 'disabled', disabled });
  }

  formResetCallback(): void {
    this.#model.send({ is: 'reset' });
  }

  formStateRestoreCallback(method: string): void {
    this.value = method;
  }

  /** Screens the buyer now, or tells at once what is known. Never rejects; what is missing is shown to the shopper. */
  authorize(): Promise<AuthorizationResult> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.passInput();
      this.#model.send({ is: 'authorize', nowMs: Date.now() });
    });
  }

  /** Forgets choice, consent and decision: for the next order on the same page. */
  reset(): void {
    this.#model.send({ is: 'reset' });
  }

  /** Id of the chosen method: `atobarai`, one of `methods`, or null. */
  get value(): string | null {
    return this.#model.state.peek().chosen;
  }

  set value(method: string | null) {
    this.passInput();
    const known = method === atobarai || this.input.methods.some(({ id }) => id === method);
    if (method !== null && known) this.#model.send({ is: 'chosen', method });
  }

  /** @internal True when sending the form still needs a screening. */
  get needsScreening(): boolean {
    const { chosen, check, disabled } = this.#model.state.peek();
    const holds = (check.is === 'approved' || check.is === 'review') && Date.now() < check.validUntilMs;
    return chosen === atobarai && !disabled && !holds;
  }

  /** @internal True also while a screening waits for the quote. */
  get screening(): boolean {
    const { check, wanted } = this.#model.state.peek();
    return wanted || check.is === 'running';
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** @internal */
  protected override inputChanged(input: Input): void {
    this.#model.send({ is: 'input', input: { ...input, test: !this.getAttribute('publishable-key')?.startsWith('pk_live_') } });
  }

  #actions(): Actions {
    const { send, state } = this.#model;
    const inputs = () => {
      const { check } = state.peek();
      return check.is === 'held' ? check.inputs : [];
    };
    return {
      choose: (method) => send({ is: 'chosen', method }),
      switchTo: (method) => send({ is: 'chosen', method, focus: true }),
      consent: (given) => send({ is: 'consented', at: given ? new Date().toISOString() : null }),
      type: (path, value) => send({ is: 'typed', inputs: typed(inputs(), path, value) }),
      take: ({ field, index }) => {
        const suggestion = field.suggestions[index];
        if (suggestion) send({ is: 'typed', inputs: withSuggestion(inputs(), field, suggestion) });
      },
      check: () => send({ is: 'authorize', nowMs: Date.now() }),
      retry: () => send({ is: 'retry', nowMs: Date.now() }),
    };
  }

  readonly #invalid = (event: Event) => {
    // Our own words stand beside the field; the browser's bubble would say them twice.
    event.preventDefault();
    if (isFirstInvalid(this, this.form)) this.#model.send({ is: 'invalid' });
  };

  #focus(on: FocusTarget): void {
    // After the view has caught up with the state.
    const first = (selector: string) => this.#root.querySelector<HTMLElement>(selector);
    setTimeout(() => (first(focusable[on]) ?? first('input:enabled'))?.focus());
  }

  #tell(notice: Notice): void {
    switch (notice.tell) {
      case 'ready': {
        const { config } = this.#model.state.peek();
        if (config.is === 'known') tellPage(this, 'atobarai-ready', { displayName: config.value.displayName, mode: config.value.mode });
        return;
      }
      case 'change':
        return tellPage(this, 'atobarai-change', { method: this.value, valid: !this.#invalidity() });
      case 'quote':
        return tellPage(this, 'atobarai-quote', notice.quote);
      case 'settled':
        return this.#settle(notice.result);
      case 'error': {
        const { code, detail, is } = notice.trouble;
        return tellPage(this, 'atobarai-error', { code, message: detail, retryable: is === 'offline' });
      }
    }
  }

  #settle(result: AuthorizationResult): void {
    this.takeOver(this.#model.state.peek().input);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(result);
    if (result.decision === 'on_hold') tellPage(this, 'atobarai-held', result);
    else if (result.decision === 'rejected') tellPage(this, 'atobarai-rejected', result);
    else if (result.decision !== 'not_made') tellPage(this, 'atobarai-authorized', result);
  }

  #invalidity(): Invalidity | null {
    return invalidityOf(this.#model.state.value, { language: this.#model.language.value, required: this.hasAttribute('required') });
  }

  #followForm(): void {
    const { chosen, check } = this.#model.state.value;
    const token = check.is === 'approved' || check.is === 'review' ? check.authorization.authorizationToken : undefined;
    this.#internals.setFormValue(formValue({ name: this.getAttribute('name'), chosen, token }), chosen);
    const invalidity = this.#invalidity();
    if (invalidity && !this.hasAttribute('manual')) this.#internals.setValidity(bare({ [invalidity.flag]: true }), invalidity.message);
    else this.#internals.setValidity(bare({}));
  }
}
