// Everything here runs in the page: Playwright hands it over as text, so no function may call another of this file.

/** What the pages use of ours: its own types lie behind JSX and style sheets, which are not compiled here. */
type Widget = {
  readonly createPaymentWidget: (options: object) => {
    readonly element: HTMLElement & { value: string | null };
    readonly mount: (place: string) => ReturnType<Widget['createPaymentWidget']>;
    readonly update: (changes: { readonly amount: number }) => void;
  };
};

/** Moments of one load, in milliseconds from the start of the script. */
export type FirstPaint = {
  /** The bundle is there and has run. */
  readonly loadedMs: number;
  /** The control was found in the page and enabled. */
  readonly usableMs: number;
  /** The frame with it was drawn. */
  readonly paintedMs: number;
};

declare global {
  /** Waits until the control is there and enabled, and then for the frame that shows it. */
  var firstFrameWith: (
    root: ParentNode & Node,
    control: () => unknown,
  ) => Promise<{ readonly usableAt: number; readonly paintedAt: number }>;
  var interactions: { startTime: number; duration: number; interactionId: number }[];
}

export function installStopwatch(): void {
  const frameAfter = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        // A message from within a frame arrives when the frame is done.
        port1.addEventListener('message', () => resolve(performance.now()));
        port1.start();
        port2.postMessage(null);
      });
    });
  globalThis.firstFrameWith = async (root, control) => {
    await new Promise<void>((resolve) => {
      const look = () => void (control() && resolve());
      new MutationObserver(look).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
      look();
    });
    return { usableAt: performance.now(), paintedAt: await frameAfter() };
  };
  globalThis.interactions = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { startTime, duration } = entry;
      globalThis.interactions.push({ startTime, duration, interactionId: Number(Reflect.get(entry, 'interactionId')) });
    }
  }).observe({ type: 'event', buffered: false, durationThreshold: 16 } as PerformanceObserverInit);
}

type Bundled = { readonly script: string };

/** What the server behind ours would say, by the last part of its address; without it, that server is asked. */
export type Answers = Readonly<Record<string, unknown>>;

/** Usable is: fee, total and due date of this cart are there, and consent can be given. */
export async function showOurs({ script, answers }: Bundled & { readonly answers?: Answers }): Promise<FirstPaint> {
  const answer = (address: unknown) => answers?.[String(address).split('/').at(-1) ?? ''];
  if (answers) {
    const atOnce = async (address: unknown) => ({ ok: true, status: 200, headers: new Headers(), json: async () => answer(address) });
    Reflect.set(globalThis, 'fetch', atOnce);
  }
  const startedAt = performance.now();
  const { createPaymentWidget } = (await import(script)) as Widget;
  const loadedAt = performance.now();
  const { element } = createPaymentWidget({
    publishableKey: 'pk_test_sample',
    baseUrl: `${location.origin}/shop/plain`,
    locale: 'en',
    amount: 5_500,
  }).mount('section');
  const root = element.shadowRoot ?? element;
  const { usableAt, paintedAt } = await firstFrameWith(
    root,
    () => root.querySelector('.total')?.textContent && root.querySelector('[type=checkbox]:enabled'),
  );
  return { loadedMs: loadedAt - startedAt, usableMs: usableAt - startedAt, paintedMs: paintedAt - startedAt };
}

type Adyen = {
  readonly AdyenCheckout: (configuration: object) => Promise<object>;
  readonly Econtext: new (checkout: object, properties: object) => { mount: (place: string) => object };
};

/**
 * Usable is: the first of its four fields takes text. From a static list of methods; in English, because that needs no
 * file of words; without analytics.
 */
export async function showAdyen({ script }: Bundled): Promise<FirstPaint> {
  const startedAt = performance.now();
  const { AdyenCheckout, Econtext } = (await import(script)) as Adyen;
  const loadedAt = performance.now();
  const itsServers = `${location.origin}/test/`;
  const checkout = await AdyenCheckout({
    environment: 'test',
    clientKey: 'test_SAMPLE',
    countryCode: 'JP',
    locale: 'en-US',
    amount: { value: 5_500, currency: 'JPY' },
    analytics: { enabled: false },
    paymentMethodsResponse: { paymentMethods: [{ type: 'econtext_stores', name: 'Convenience Stores' }] },
    _environmentUrls: { api: itsServers, analytics: itsServers, cdn: { images: itsServers, translations: itsServers } },
  });
  new Econtext(checkout, { type: 'econtext_stores' }).mount('section');
  const root = document.querySelector('section') ?? document.body;
  const { usableAt, paintedAt } = await firstFrameWith(root, () => root.querySelector('input:enabled'));
  return { loadedMs: loadedAt - startedAt, usableMs: usableAt - startedAt, paintedMs: paintedAt - startedAt };
}

/** The widget as the list of methods, beside a field for the quantity. */
export async function openCheckout({ script }: Bundled): Promise<void> {
  const { createPaymentWidget } = (await import(script)) as Widget;
  const widget = createPaymentWidget({
    publishableKey: 'pk_test_sample',
    baseUrl: `${location.origin}/shop/plain`,
    locale: 'en',
    amount: 5_500,
    methods: [{ id: 'card', label: 'Credit card' }],
  }).mount('section');
  widget.element.value = 'atobarai';
  document.querySelector('input')?.addEventListener('input', ({ currentTarget }) => {
    if (currentTarget instanceof HTMLInputElement) widget.update({ amount: currentTarget.valueAsNumber * 5_500 });
  });
}

/** Waits until the widget shows nothing that is still on its way, and two frames more. */
export async function settle(): Promise<void> {
  const widget = document.querySelector('atobarai-payment')?.shadowRoot;
  while (widget && (!widget.querySelector('.panel, [value=card]:checked') || widget.querySelector('[aria-busy=true]'))) {
    await new Promise(requestAnimationFrame);
  }
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}

/** Every interaction, when it began and how long its longest event took. Shorter ones than 16 ms are not told. */
export async function takeInteractions(): Promise<{ startTime: number; duration: number }[]> {
  // Entries arrive when the page has nothing else to do.
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1_000 }));
  const longest = new Map<number, { startTime: number; duration: number }>();
  for (const entry of globalThis.interactions) {
    const before = longest.get(entry.interactionId);
    if (entry.interactionId > 0 && !(before && before.duration >= entry.duration)) longest.set(entry.interactionId, entry);
  }
  return [...longest.values()];
}
