"""Which files a notebook reads, found in its code."""

from __future__ import annotations

import pytest

from autograder.screening.files_read import files_read


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (['model = keras.saving.load_model("mine.keras")'], ["mine.keras"]),
        (['model.load_weights(filepath="w.weights.h5")'], ["w.weights.h5"]),
        (['x = np.load("a.npy")\ny = pd.read_csv("own.csv", sep=";")'], ["a.npy", "own.csv"]),
        (["with open('notes.txt') as f:\n    f.read()"], ["notes.txt"]),
        (["Path('a.txt').read_text()"], ["a.txt"]),
        (["(Path('data') / 'a.txt').open().read()"], ["data/a.txt"]),
        (["Image.open('cat.png')", "gzip.open('a.gz', 'rb')"], ["cat.png", "a.gz"]),
        (["HERE = 'data'\nNAME = f'{HERE}/a.csv'", "pd.read_csv(NAME)"], ["data/a.csv"]),
        (["pd.read_csv(os.path.join('data', 'a.csv'))"], ["data/a.csv"]),
        (["pd.read_csv('https://example.org/a.csv')"], ["https://example.org/a.csv"]),
        (["%matplotlib inline\n!ls\nnp.load('a.npy')"], ["a.npy"]),
        (["%%time\nnp.load('a.npy')"], ["a.npy"]),
        (
            ["%run -i helpers.ipynb", "%run 'my.py' 3", "%load other"],
            ["helpers.ipynb", "my.py", "other.py"],
        ),
        (["!python make.py --fast", "def f():\n    %run inner"], ["make.py", "inner.py"]),
        (["%%writefile own.py\nx = 1", "%run own.py", "%run", "!python -c pass"], []),
        (["pickle.load(open('m.pkl', 'rb'))"], ["m.pkl"]),
        (["np.load('late.npy')", "np.save('late.npy', x)"], ["late.npy"]),
        # what the notebook itself has written
        (["model.save('m.keras')", "keras.models.load_model('m.keras')"], []),
        (["np.savez('w', a=1)", "np.load('w.npz')"], []),
        (["cb = ModelCheckpoint(filepath='best.keras')", "load_model('best.keras')"], []),
        (["ModelCheckpoint('c/{epoch:02d}.keras')", "load_model('c/07.keras')"], []),
        (["open('n.txt', 'w').write('a')", "open('n.txt').read()"], []),
        (["Path('n.txt').write_text('a')", "Path('n.txt').read_text()"], []),
        (["%%writefile own.csv\n1,2", "pd.read_csv('own.csv')"], []),
        # what it asks first, or what the code alone doesn't say
        (["if os.path.exists('m.keras'):\n    model = load_model('m.keras')"], []),
        (["try:\n    load_model('m.keras')\nexcept OSError:\n    pass"], []),
        (["np.load(path)", "for p in paths:\n    np.load(p)"], []),
        (["p = 'a.npy'", "p = 'b.npy'", "np.load(p)"], []),
        (["json.loads(text)", "load_table('train')", "print('a.npy')", "not python ("], []),
    ],
)
def test_names_of_files_that_are_read(cells: list[str], expected: list[str]) -> None:
    assert [read.name for read in files_read(cells)] == expected


def test_the_cell_is_named_and_hostile_code_ends() -> None:
    (read,) = files_read(["x = 1", "np.load('a.npy')", "np.load('a.npy')"])
    assert (read.name, read.cell) == ("a.npy", 2)
    assert files_read(["a = b\nb = a\nnp.load(a)", "np.load(" + "(" * 500 + ")" * 501]) == []
