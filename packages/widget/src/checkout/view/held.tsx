import type { Panel, ShownInput } from '../panel.ts';
import type { Actions } from './actions.ts';

type Held = Extract<Panel, { is: 'held' }>;

/** Only the fields that the decision named. */
export function HeldView({ panel, act }: { readonly panel: Held; readonly act: Actions }) {
  const { reasons, suggestions, useSuggestion, inputs, check } = panel;
  return (
    <>
      <ul class="reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {suggestions.map((suggestion) => (
        <div key={suggestion.label} class="suggest" part="suggestion">
          <span id={`suggestion-${suggestion.index}`}>{suggestion.label}</span>
          <button type="button" part="button" aria-describedby={`suggestion-${suggestion.index}`} onClick={() => act.take(suggestion)}>
            {useSuggestion}
          </button>
        </div>
      ))}
      <form
        class="mend"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          act.check();
        }}
      >
        {inputs.map((input) => (
          <Field key={input.path} input={input} act={act} />
        ))}
        <div>
          <button class="main" part="button main">
            {check}
          </button>
        </div>
      </form>
    </>
  );
}

const short: readonly string[] = ['tel', 'numeric'];

function Field({ input, act }: { readonly input: ShownInput; readonly act: Actions }) {
  const { path, label, value, required, complaint, keyboard, autocomplete } = input;
  return (
    <div class={short.includes(keyboard) ? 'field short' : 'field'} part="field">
      <label for={path}>{label}</label>
      <input
        id={path}
        type="text"
        inputMode={keyboard}
        autocomplete={autocomplete}
        value={value}
        required={required}
        aria-invalid={complaint !== ''}
        aria-describedby={`complaint-${path}`}
        part="input"
        onInput={(event) => act.type(path, event.currentTarget.value)}
      />
      <p class="complaint" id={`complaint-${path}`}>
        {complaint}
      </p>
    </div>
  );
}
