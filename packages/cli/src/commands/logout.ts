import { answer, command, note, say } from '../command.ts';
import { credentialsFile, removeCredentials } from '../platform/credentials.ts';

export const logout = command({
  path: 'logout',
  about: { ja: '保存したキーを消す', en: 'Forget the key that is kept' },
  options: {},
  async run(call) {
    const wasThere = await removeCredentials(call);
    if (call.env['ATOBARAI_KEY']) {
      note(call, {
        ja: '環境変数 ATOBARAI_KEY は設定されたままです。',
        en: 'The environment variable ATOBARAI_KEY is still set.',
      });
    }
    await answer(call, { signedOut: wasThere, file: credentialsFile(call) }, [
      wasThere
        ? say(call, { ja: '保存したキーを消しました。', en: 'The key is forgotten.' })
        : say(call, { ja: '保存されたキーはありませんでした。', en: 'There was no key to forget.' }),
    ]);
    return undefined;
  },
});
