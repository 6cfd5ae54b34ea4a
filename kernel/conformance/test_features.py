"""Jupyter's own tests of a kernel, with everything switched on that a notebook needs."""

from jupyter_kernel_test import KernelTests

from kernel_case import KERNEL

SHOW = "Symbol.for('Jupyter.display')"
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
FIGURE = "{ data: [{ y: [1, 2] }], layout: {} }"


class FeatureTest(KernelTests):
    """Left out: `code_page_something`, for this kernel has no pager."""

    kernel_name = KERNEL
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world');"
    code_stderr = "console.error('oh, no');"
    code_generate_error = "throw new RangeError('too far');"
    code_clear_output = "console.log('gone'); jupyter.clearOutput();"

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "1 + 1;", "result": "2"},
        {"code": "const three = 3;\nthree * three", "result": "9"},
        {"code": "await Promise.resolve(0.5)", "result": "0.5"},
        {"code": "['a', 'b'].map((s): string => s.toUpperCase())", "result": "[ 'A', 'B' ]"},
        {
            "code": f"({{ [{SHOW}]: () => ({{ 'text/html': '<b>5</b>', 'text/plain': '5' }}) }})",
            "result": "<b>5</b>",
            "mime": "text/html",
        },
    ]
    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")

    code_display_data = [
        {"code": "jupyter.display({ 'text/html': '<b>bold</b>' });", "mime": "text/html"},
        {"code": f"jupyter.display({{ 'image/png': '{PNG}' }});", "mime": "image/png"},
        {
            "code": f"jupyter.display({{ 'application/vnd.plotly.v1+json': {FIGURE} }});",
            "mime": "application/vnd.plotly.v1+json",
        },
        {"code": "jupyter.display([1, 2, 3]);", "mime": "text/plain"},
        {
            "code": "import { display } from 'tslab';\ndisplay.html('<i>x</i>');",
            "mime": "text/html",
        },
    ]

    completion_samples = [
        {"text": "Math.sqr", "matches": {"sqrt", "SQRT2", "SQRT1_2"}},
        {"text": "const box = { height: 1 }; box.hei", "matches": {"height"}},
        {"text": "'text'.toUpp", "matches": {"toUpperCase"}},
    ]
    code_inspect_sample = "Math.sqrt"

    complete_code_samples = [
        "1",
        "const x: number = 1;",
        "function double(n: number) {\n  return 2 * n;\n}",
        "class Empty {}",
        "await Promise.resolve(1)",
        "undeclared + 1",
        "// a comment",
    ]
    incomplete_code_samples = [
        "function double(n: number) {",
        "const list = [1,",
        "if (true) {",
        "`text",
        "/* a comment",
        "(1 +",
    ]
    invalid_code_samples = ["const = 1;", "1 +* 2", "}", "function 1() {}", "let x = 'text"]


del KernelTests  # which unittest would run by itself
