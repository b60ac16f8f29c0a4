import type { CheckoutConfig } from '@atobarai/sdk/contract';
import { type Language, languageOf, wordsOf, yen } from '../i18n/index.ts';
import css from '../styles/message.css?inline';
import { conditionsOf } from '../wire/conditions.ts';
import { tellPage } from './events.ts';
import { HostElement, scriptOrigin, styledShadow } from './host.ts';

/** An element that only shows something of the shop's conditions. Without them it shows nothing. */
abstract class ConditionsElement extends HostElement {
  static readonly observedAttributes = ['publishable-key', 'base-url', 'locale', 'amount'];
  readonly #root = styledShadow(this, css);
  #turn = 0;

  /**
   * The paragraphs to show.
   * @internal
   */
  protected abstract paragraphs(config: CheckoutConfig, language: Language): readonly string[];

  connectedCallback(): void {
    void this.#show();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) void this.#show();
  }

  async #show(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    // One request for all attributes of one moment.
    await Promise.resolve();
    if (turn !== this.#turn) return;
    const publishableKey = this.getAttribute('publishable-key') ?? '';
    const language = languageOf(this.getAttribute('locale') ?? this.closest('[lang]')?.getAttribute('lang'));
    const answer = await conditionsOf({ baseUrl: this.getAttribute('base-url') ?? scriptOrigin(), publishableKey, language });
    if (turn !== this.#turn) return;
    if (answer.ok) return this.#write(this.paragraphs(answer.value, language), language);
    this.#root.replaceChildren();
    const { code, detail, is } = answer.trouble;
    tellPage(this, 'atobarai-error', { code, message: detail, retryable: is === 'offline' });
  }

  #write(texts: readonly string[], language: Language): void {
    const box = document.createElement('div');
    box.lang = language;
    box.part.add('box');
    for (const text of texts) {
      const paragraph = document.createElement('p');
      paragraph.textContent = text;
      box.append(paragraph);
    }
    this.#root.replaceChildren(box);
  }
}

/**
 * A banner for product and cart pages: what deferred payment costs here, and whether this amount fits (F01, F03).
 *
 * @example
 * ```html
 * <atobarai-message publishable-key="pk_test_…" amount="5500"></atobarai-message>
 * ```
 */
export class AtobaraiMessage extends ConditionsElement {
  /** @internal */
  protected override paragraphs({ banner, limits, buyerFee, due }: CheckoutConfig, language: Language): string[] {
    const words = wordsOf(language);
    const limit = limitWords({ amount: Number(this.getAttribute('amount')), limits, language });
    if (limit) return [banner.title[language], limit];
    const fee = buyerFee === 0 ? words.noFee : yen(buyerFee, language);
    return [banner.title[language], banner.text[language], `${words.fee}: ${fee} / ${words.due}: ${due.text[language]}`];
  }
}

type Limited = { readonly amount: number; readonly limits: CheckoutConfig['limits']; readonly language: Language };

/** Why this amount does not fit; empty when it does, or when none is told. */
function limitWords({ amount, limits, language }: Limited): string {
  if (!(amount > 0)) return '';
  if (amount < limits.least) return wordsOf(language).underLimit(yen(limits.least, language));
  return amount > limits.most ? wordsOf(language).overLimit(yen(limits.capNet, language)) : '';
}

/**
 * The text for the shop's page required by 特定商取引法, from the shop's own conditions (SF-29).
 *
 * @example
 * ```html
 * <atobarai-legal-notice publishable-key="pk_test_…"></atobarai-legal-notice>
 * ```
 */
export class AtobaraiLegalNotice extends ConditionsElement {
  /** @internal */
  protected override paragraphs({ legalNotice }: CheckoutConfig, language: Language): string[] {
    return legalNotice[language].split('\n');
  }
}
