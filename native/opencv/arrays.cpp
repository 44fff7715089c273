#include "exports.h"

EXPORT int core_setNumThreads(int count)
{
    return status([&] { cv::setNumThreads(count); });
}

// The edge gives no other arrays than Mats, so a Mat is its own InputArray and OutputArray.
EXPORT int core_InputArray_new_byMat(cv::Mat *mat, cv::Mat **made) { return *made = mat, 0; }
EXPORT int core_OutputArray_new_byMat(cv::Mat *mat, cv::Mat **made) { return *made = mat, 0; }
EXPORT int core_InputArray_delete(cv::Mat *) { return 0; }
EXPORT int core_OutputArray_delete(cv::Mat *) { return 0; }

EXPORT int core_Mat_new1(cv::Mat **made)
{
    return status([&] { *made = new cv::Mat; });
}

EXPORT int core_Mat_new2(int rows, int cols, int type, cv::Mat **made)
{
    return status([&] { *made = new cv::Mat(rows, cols, type); });
}

EXPORT int core_Mat_new3(int rows, int cols, int type, Scalar value, cv::Mat **made)
{
    return status([&] { *made = new cv::Mat(rows, cols, type, of(value)); });
}

EXPORT int core_Mat_subMat1(cv::Mat *mat, int top, int bottom, int left, int right, cv::Mat **made)
{
    return status([&] { *made = new cv::Mat(*mat, cv::Range(top, bottom), cv::Range(left, right)); });
}

EXPORT int core_Mat_clone(cv::Mat *mat, cv::Mat **made)
{
    return status([&] { *made = new cv::Mat(mat->clone()); });
}

EXPORT int core_Mat_delete(cv::Mat *mat)
{
    return status([&] { delete mat; });
}

EXPORT int core_Mat_create1(cv::Mat *mat, int rows, int cols, int type)
{
    return status([&] { mat->create(rows, cols, type); });
}

EXPORT int core_Mat_copyTo_toMat1(cv::Mat *mat, cv::Mat *to)
{
    return status([&] { mat->copyTo(*to); });
}

EXPORT int core_Mat_copyTo_toMat2(cv::Mat *mat, cv::Mat *to, cv::Mat *mask)
{
    return status([&] { mask ? mat->copyTo(*to, *mask) : mat->copyTo(*to); });
}

EXPORT int core_Mat_convertTo(cv::Mat *mat, cv::Mat *to, int type, double alpha, double beta)
{
    return status([&] { mat->convertTo(*to, type, alpha, beta); });
}

EXPORT int core_Mat_rows(cv::Mat *mat, int *rows) { return *rows = mat->rows, 0; }
EXPORT int core_Mat_cols(cv::Mat *mat, int *cols) { return *cols = mat->cols, 0; }
EXPORT int core_Mat_dims(cv::Mat *mat, int *dims) { return *dims = mat->dims, 0; }
EXPORT int core_Mat_type(cv::Mat *mat, int *type) { return *type = mat->type(), 0; }
EXPORT int core_Mat_empty(cv::Mat *mat, int *empty) { return *empty = mat->empty(), 0; }
EXPORT int core_Mat_elemSize(cv::Mat *mat, size_t *bytes) { return *bytes = mat->elemSize(), 0; }
EXPORT int core_Mat_data(cv::Mat *mat, uchar **data) { return *data = mat->data, 0; }
EXPORT int core_Mat_datastart(cv::Mat *mat, const uchar **data) { return *data = mat->datastart, 0; }
EXPORT int core_Mat_dataend(cv::Mat *mat, const uchar **data) { return *data = mat->dataend, 0; }

EXPORT int core_Mat_stepAt(cv::Mat *mat, int dimension, size_t *bytes)
{
    return status([&] { *bytes = mat->step[dimension]; });
}

EXPORT int core_Mat_size(cv::Mat *mat, Size *size)
{
    return status([&] {
        auto found = mat->size();
        *size = {found.width, found.height};
    });
}

EXPORT int core_Mat_ptr2d(cv::Mat *mat, int row, int column, uchar **at)
{
    return status([&] { *at = mat->ptr(row, column); });
}

EXPORT int core_extractChannel(cv::Mat *from, cv::Mat *to, int channel)
{
    return status([&] { cv::extractChannel(*from, *to, channel); });
}

EXPORT int core_copyMakeBorder(
    cv::Mat *from, cv::Mat *to, int top, int bottom, int left, int right, int kind, Scalar value)
{
    return status([&] { cv::copyMakeBorder(*from, *to, top, bottom, left, right, kind, of(value)); });
}

EXPORT int core_mean(cv::Mat *mat, cv::Mat *mask, Scalar *mean)
{
    return status([&] {
        const auto found = mask ? cv::mean(*mat, *mask) : cv::mean(*mat);
        for (int channel = 0; channel < 4; channel++) mean->value[channel] = found[channel];
    });
}

EXPORT int core_randu_Scalar(cv::Mat *mat, Scalar low, Scalar high)
{
    return status([&] { cv::randu(*mat, of(low), of(high)); });
}
