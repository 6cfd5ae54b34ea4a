import { protocolVersion, type JsonObject } from 'jupyter-protocol';

/** Version of the tslab whose display functions cells find here. */
export const tslab = '1.0.22';

/**
 * Answer to `kernel_info_request`.
 *
 * @param typescript its version
 * @param host such as `Node v24.1.0`
 */
export function kernelInfo(typescript: string, host: string): JsonObject {
  return {
    status: 'ok',
    protocol_version: protocolVersion,
    implementation: 'typescript-kernel',
    implementation_version: '0.1.0',
    banner: `TypeScript ${typescript} on ${host}`,
    help_links: [
      { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' },
      { text: 'TensorFlow.js', url: 'https://js.tensorflow.org/api/latest/' },
    ],
    language_info: {
      name: 'typescript',
      version: typescript,
      mimetype: 'text/typescript',
      file_extension: '.ts',
      // A string: given an object, JupyterLab highlights as JavaScript.
      codemirror_mode: 'typescript',
      pygments_lexer: 'typescript',
      nbconvert_exporter: 'script',
    },
  };
}
