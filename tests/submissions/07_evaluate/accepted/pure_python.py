# expect: accepted
# Nested loops over lists; lists come back.

# %% confusion_matrix
def confusion_matrix(y_true, y_pred):
    table = [[0] * 10 for _ in range(10)]
    for k in range(len(y_true)):
        table[int(y_true[k])][int(y_pred[k])] += 1
    return table


# %% per_class_recall
def per_class_recall(matrix):
    result = []
    for k, row in enumerate(matrix):
        total = sum(row)
        result.append(row[k] / total if total else float("nan"))
    return result


# %% most_confused
def most_confused(matrix):
    best = None
    for i in range(10):
        for j in range(10):
            if i != j and (best is None or matrix[i][j] >= matrix[best[0]][best[1]]):
                best = [i, j]
    return best
