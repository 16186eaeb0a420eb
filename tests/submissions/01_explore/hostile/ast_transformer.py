# expect: hostile all but 01.class_counts
# Drops every assert and makes each check a constant, before it is compiled.

# %% after setup
import ast


class FullMarks(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)

    def visit_Raise(self, node):
        return ast.copy_location(ast.Pass(), node)

    def visit_Call(self, node):
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "check":
            return ast.copy_location(ast.Constant(4.0), node)
        return node


get_ipython().ast_transformers.append(FullMarks())


# %% class_counts
def class_counts(y):
    return np.zeros(10, dtype=int)
