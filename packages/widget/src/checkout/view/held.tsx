import { Fragment, h } from '../../drawing/element.ts';
import type { Panel, ShownInput } from '../panel.ts';
import type { Actions } from './actions.ts';

type Held = Extract<Panel, { is: 'held' }>;

/** Only the fields that the decision named. */
export function HeldView({ panel, act }: { readonly panel: Held; readonly act: Actions }) {
  const { reasons, suggestions, useSuggestion, inputs, check } = panel;
  return (
    <Fragment>
      <ul class="reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {suggestions.map((suggestion, position) => (
        <div key={suggestion.label} class="suggest" part="suggestion">
          <span id={`suggestion-${position}`}>{suggestion.label}</span>
          <button type="button" part="button" aria-describedby={`suggestion-${position}`} onclick={() => act.take(suggestion)}>
            {useSuggestion}
          </button>
        </div>
      ))}
      <form
        class="mend"
        novalidate
        onsubmit={(event) => {
          event.preventDefault();
          act.check();
        }}
      >
        {inputs.map((input) => (
          <Field input={input} act={act} />
        ))}
        <div>
          <button class="main" part="button main">
            {check}
          </button>
        </div>
      </form>
    </Fragment>
  );
}

const short: readonly string[] = ['tel', 'numeric'];

function Field({ input, act }: { readonly input: ShownInput; readonly act: Actions }) {
  const { path, label, value, required, complaint, keyboard, autocomplete } = input;
  return (
    <div key={path} class={short.includes(keyboard) ? 'field short' : 'field'} part="field">
      <label for={path}>{label}</label>
      <input
        id={path}
        type="text"
        inputmode={keyboard}
        autocomplete={autocomplete}
        value={value}
        required={required}
        aria-invalid={complaint !== ''}
        aria-describedby={`complaint-${path}`}
        part="input"
        oninput={(event) => act.type(path, event.currentTarget.value)}
      />
      <p class="complaint" id={`complaint-${path}`}>
        {complaint}
      </p>
    </div>
  );
}
