# expect: accepted
# TensorFlow's own confusion matrix and metrics; tensors come back.

# %% test_figures
import tensorflow as tf

outputs = tf.convert_to_tensor(model.predict(x_test, verbose=0))
test_accuracy = tf.reduce_mean(
    tf.cast(tf.argmax(outputs, axis=1) == tf.cast(y_test, tf.int64), tf.float32)
)
if tf.reduce_min(outputs) < 0:
    outputs = tf.nn.softmax(outputs)
test_loss = tf.reduce_mean(tf.keras.losses.sparse_categorical_crossentropy(y_test, outputs))

# %% confusion_matrix
def confusion_matrix(y_true, y_pred):
    return tf.math.confusion_matrix(y_true, y_pred, num_classes=10)


# %% per_class_recall
def per_class_recall(matrix):
    matrix = tf.cast(matrix, tf.float64)
    return tf.linalg.diag_part(matrix) / tf.reduce_sum(matrix, axis=1)


# %% most_confused
def most_confused(matrix):
    off = tf.linalg.set_diag(tf.cast(matrix, tf.int64), -tf.ones(10, dtype=tf.int64))
    place = int(tf.argmax(tf.reshape(off, [-1])))
    return place // 10, place % 10
