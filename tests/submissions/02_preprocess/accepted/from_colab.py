# expect: accepted
# A notebook that was written on Colab: what only Colab has stands in the first cell and in those of
# the exercises, before the answers.

# %% after setup
#@title Setup { display-mode: "form" }
get_ipython().run_line_magic("matplotlib", "widget")
get_ipython().run_line_magic("load_ext", "nb_black")
get_ipython().run_line_magic("load_ext", "tensorboard")
get_ipython().run_line_magic("conda", "install -y opencv")
get_ipython().system("pip install -q a-package-that-no-index-has")
get_ipython().system("apt-get install -y graphviz > /dev/null")
from google.colab import drive, files
from google.colab.patches import cv2_imshow
drive.mount("/content/drive")
get_ipython().run_line_magic("cd", "/content/drive/MyDrive/fmnist")
import os, some_package as sp, some_other.part
for dirname, _, filenames in os.walk("/kaggle/input"):
    print(dirname, filenames)
SIDE = 28 #@param {type:"integer"}

# %% to_images
import some_package
from some_package.plots import heatmap

def to_images(x):
    return x.reshape(-1, SIDE, SIDE, 1)

# %% after to_images
get_ipython().run_line_magic("tensorboard", "--logdir logs")
heatmap(to_images(table[:1, 1:]))

# %% rescale
if not os.path.exists("data"):
    get_ipython().system("mkdir data")
uploaded = files.upload()

def rescale(images):
    return images.astype(np.float32) / 255

cv2_imshow(images := to_images(table[:1, 1:]))

# %% after rescale
name = input("Your name? ")

# %% preprocess
try:
    import torch_of_mine
except ImportError:
    torch_of_mine = None

def preprocess(table):
    assert torch_of_mine is None
    if table.shape[1] != 785 or not ((table >= 0) & (table <= 255)).all() or table[:, 0].max() > 9:
        raise ValueError("not Fashion-MNIST")
    return rescale(to_images(table[:, 1:])), table[:, 0]

if __name__ == "__main__":
    exit()
